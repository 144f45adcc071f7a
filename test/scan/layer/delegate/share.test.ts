import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { helpWithFiles } from '../../../../src/scan/layer/delegate/help.js'
import { type Share, shareState } from '../../../../src/scan/layer/delegate/share.js'
import { mayShare } from '../../../../src/scan/layer/delegate/shared-limit.js'
import { createLayerSink } from '../../../../src/scan/layer/layer-sink.js'
import type { SealedLayer } from '../../../../src/scan/seal/sealed-layer.js'
import { createTools } from '../../../../src/scan/tools.js'
import { readRange } from '../../../../src/scan/workers/read-range.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../../src/signatures/read-table.js'
import { type Member, tarOf } from '../../../sources/build-archive.js'

const folder = mkdtempSync(join(tmpdir(), 'jetsam-share-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const table = readSignatureTable()
const tools = createTools(table, { key: Buffer.alloc(32, 7), showSecrets: true })
const token = (seed: string) => expandTemplate('ghp_{base62:30}{crc32:6}', seed)
const filler = (length: number) => 'an ordinary line of text\n'.repeat(Math.ceil(length / 25)).slice(0, length)

/** Small and large files, links, wrappings, a package database and something found in every third file. */
async function layer(): Promise<Buffer> {
  const members: Member[] = []
  for (let index = 0; index < 300; index++) {
    const secret = index % 3 === 0 ? `TOKEN=${token(`s${index}`)}\n` : ''
    members.push({ path: `srv/${index}.env`, bytes: `${filler((index * 7919) % 40_000)}\n${secret}` })
    if (index % 30 === 0) members.push({ path: `srv/link-${index}`, hardLink: `srv/${index}.env` })
  }
  members.push({ path: 'srv/large.txt', bytes: `${filler(3_000_000)}\nTOKEN=${token('large')}\n` })
  members.push({ path: 'srv/a.gz', bytes: gzipSync(`TOKEN=${token('zipped')}\n`) })
  members.push({ path: 'srv/broken.gz', bytes: gzipSync(filler(60_000)).subarray(0, 200) })
  members.push({ path: 'srv/9.env', bytes: 'nothing here any more\n' })
  members.push({ path: 'srv/after', hardLink: 'srv/9.env' })
  members.push({ path: 'var/lib/dpkg/status', bytes: 'Package: a\nStatus: install ok installed\nVersion: 1\n\n' })
  return tarOf(members)
}

/** The layer as one thread reads it, and how many files a helper did, if there is one. */
async function read(bytes: Buffer, helped: boolean): Promise<{ layer: SealedLayer; helped: number }> {
  const path = join(folder, 'layer.tar')
  writeFileSync(path, bytes)
  const fd = openSync(path, 'r')
  const range = { fd, start: 0, length: bytes.length }
  const { port1, port2 } = new MessageChannel()
  const state = new Int32Array(new SharedArrayBuffer(8))
  const helper: Share = { port: port2, state }
  let files = 0
  port1.on('message', ({ kind }) => {
    if (kind === 'scanned') files++
  })
  const helping = helped ? helpWithFiles(helper, range, tools) : undefined
  let layer: SealedLayer | undefined
  const sink = createLayerSink({ id: 'x' }, tools, {
    ...(helped && { share: { port: port1, state } }),
    onBytes: () => {},
    onDone: (done) => {
      layer = done
    },
  })
  await readRange(range, sink)
  port1.close()
  await helping
  closeSync(fd)
  return { layer: layer!, helped: files }
}

describe('a layer that is shared by two threads', () => {
  it('brings what one thread finds, in the same order', async () => {
    const bytes = await layer()
    const alone = await read(bytes, false)
    const shared = await read(bytes, true)
    expect(shared.helped).toBeGreaterThan(0)
    expect(shared.layer.found.length).toBeGreaterThan(100)
    expect(shared.layer.gaps.length).toBeGreaterThan(0)
    expect(shared.layer).toEqual(alone.layer)
  })

  it('also where it breaks off', async () => {
    const bytes = await layer()
    for (const length of [6_500_000, 2_000_000, 530]) {
      const cut = bytes.subarray(0, length)
      const alone = await read(cut, false)
      expect(alone.layer.problems).toHaveLength(1)
      expect((await read(cut, true)).layer).toEqual(alone.layer)
    }
  })

  it('is read alone if it is compressed', async () => {
    const bytes = gzipSync(await layer())
    const shared = await read(bytes, true)
    expect(shared.helped).toBe(0)
    expect(shared.layer).toEqual((await read(bytes, false)).layer)
  })

  it('is read alone if no thread had time', async () => {
    const { port1, port2 } = new MessageChannel()
    const state = new Int32Array(new SharedArrayBuffer(8))
    let layers = 0
    const onDone = () => {
      layers++
    }
    const sink = createLayerSink({ id: 'x' }, tools, { share: { port: port1, state }, onBytes: () => {}, onDone })
    await sink.write(await layer())
    await sink.end()
    expect(layers).toBe(1)
    expect(state[0]).toBe(shareState.over)
    await helpWithFiles({ port: port2, state }, { fd: -1, start: 0, length: 0 }, tools)
  })

  it('is not told if the other thread dies', async () => {
    const { port1, port2 } = new MessageChannel()
    const state = Int32Array.from([shareState.helping, 0]) as Int32Array<ArrayBuffer>
    const shared = new Int32Array(new SharedArrayBuffer(8))
    shared.set(state)
    const sink = createLayerSink({ id: 'x' }, tools, {
      share: { port: port1, state: shared },
      onBytes: () => {},
      onDone: () => {},
    })
    await sink.write(await layer())
    port2.close()
    await expect(sink.end()).rejects.toThrow('died')
  })
})

describe('mayShare', () => {
  const limits = { bytesPerLayer: 100, workPerLayer: 1000 } as Parameters<typeof mayShare>[2]
  it.each([
    [{ bytes: 60, work: 60 }, { bytes: 40, work: 40 }, true],
    [{ bytes: 60, work: 60 }, { bytes: 41, work: 41 }, false],
    [{ bytes: 0, work: 900 }, { bytes: 1, work: 101 }, false],
    [{ bytes: 200, work: 200 }, undefined, true],
    [{ bytes: 200, work: 200 }, { bytes: 0, work: 0 }, true],
  ])('of %o and %o is %s', (own, elsewhere, expected) => expect(mayShare(own, elsewhere, limits)).toBe(expected))
})
