import { createHash } from 'node:crypto'
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { skipKnownLayers } from '../../../src/scan/cache/known-layers.js'
import type { SealedLayer } from '../../../src/scan/seal/sealed-layer.js'
import type { LayerReader } from '../../../src/sources/source.js'
import { temporaryFolder } from './scanning.js'

const bytes = Buffer.alloc(3_000_000, 'a layer ')
const hex = createHash('sha256').update(bytes).digest('hex')
const layerOf = (digest: string): SealedLayer => ({
  ...{ digest, diffId: digest, storedBytes: 1, bytes: 1, files: 1, found: [], links: [], gaps: [], problems: [] },
  paths: { key: [1, 2], length: 0, blocks: [] },
})
const known = layerOf(`sha256:${hex}`)

let folder: string
let fd: number
beforeEach(() => {
  folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), Buffer.concat([Buffer.alloc(100), bytes, Buffer.alloc(100)]))
  fd = openSync(join(folder, 'file'), 'r')
})
afterEach(() => {
  closeSync(fd)
  rmSync(folder, { recursive: true, force: true })
})

/** Reads ranges of the file under these ids; `place` says where each stands. */
async function read(ids: string[], start = 100, length = bytes.length) {
  const asked: string[] = []
  const reader: LayerReader = Object.assign(
    () => {
      throw new Error('not asked for')
    },
    {
      range: async ({ id }: { id: string }) => {
        asked.push(id)
        return 'sha256:read'
      },
    },
  )
  const told: string[] = []
  const layers = skipKnownLayers(reader, {
    cache: {
      layer: async (digest) => (digest === known.digest ? known : undefined),
      mayKnow: async (claimed) => claimed === known.digest,
    },
    signal: undefined,
    onBytes: () => {},
    onDone: (id) => told.push(id),
  })
  const digests = await Promise.all(ids.map((id) => layers.reader.range!({ id, size: length }, { fd, start, length })))
  const all = layers.complete(new Map(asked.map((id) => [id, layerOf('sha256:read')])))
  return { asked, told, digests, all: [...all].map(([id, { digest }]) => [id, digest]) }
}

it.each([`blobs/sha256/${hex}`, `${hex}/layer.tar`, `${hex}.tar`])('does not look at what it knows: %s', async (id) => {
  const { asked, told, digests } = await read([id])
  expect({ asked, told, digests }).toEqual({ asked: [], told: [id], digests: [known.digest] })
})

it('keeps the order in which the source named the layers', async () => {
  const { all } = await read(['new', `blobs/sha256/${hex}`, 'newer'])
  expect(all).toEqual([
    ['new', 'sha256:read'],
    [`blobs/sha256/${hex}`, known.digest],
    ['newer', 'sha256:read'],
  ])
})

it.each([
  ['other bytes under the name of a known layer', 99, bytes.length],
  ['fewer bytes', 100, bytes.length - 1],
  ['bytes that are not there', 3_000_150, bytes.length],
])('looks at %s', async (_, start, length) => {
  const { asked, told } = await read([`blobs/sha256/${hex}`], start, length)
  expect([asked, told]).toEqual([[`blobs/sha256/${hex}`], []])
})

it('looks at what has no digest for a name', async () => {
  const { asked } = await read([`x/blobs/sha256/${hex}`, `${hex}/VERSION`, 'layer.tar'])
  expect(asked).toHaveLength(3)
})
