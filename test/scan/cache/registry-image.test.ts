import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { configOf, layerTar, ociImage, sha256 } from '../../sources/build-archive.js'
import { contentOf, type FakeServer, startServer } from '../../sources/registry/fake-registry.js'
import { entriesOf, scanWith, temporaryFolder } from './scanning.js'

let folder: string
let server: FakeServer
let tags: Record<string, string>
let base: Buffer
let images: ReturnType<typeof ociImage>[]
beforeEach(async () => {
  folder = temporaryFolder()
  const token = (name: string) => `TOKEN=${expandTemplate('ghp_{base62:30}{crc32:6}', `cached ${name}`)}\n`
  base = await layerTar('base.env', token('base'))
  const [one, two] = [await layerTar('one.env', token('one')), await layerTar('two.env', token('two'))]
  images = [one, two].map((layer) => ociImage([base, layer], configOf([base, layer])))
  tags = { one: images[0]!.digest, two: images[1]!.digest }
  server = await startServer([
    (asked, response) =>
      contentOf(
        images.flatMap(({ members }) => members),
        tags,
      )(asked, response),
  ])
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const scanTag = async (tag: string, useCache = true) => {
  const before = server.asked.length
  const env = { HOME: folder }
  const scanned = await scanWith([`registry:${server.host}/app:${tag}`], {
    env,
    ...(useCache && { cacheFolder: join(folder, 'cache') }),
  })
  const blobs = server.asked.slice(before).flatMap(({ path }) => /\/blobs\/(.*)$/.exec(path)?.[1] ?? [])
  return { ...scanned, blobs }
}

it('brings no blob of an image that is known, and gives the same report', async () => {
  const plain = await scanTag('one', false)
  const first = await scanTag('one')
  const second = await scanTag('one')
  expect(plain.report.findings).toHaveLength(2)
  expect([first.json, second.json]).toEqual([plain.json, plain.json])
  expect([first.blobs.length, second.blobs, second.bytesRead]).toEqual([3, [], 0])
})

it('brings no layer that another image brought', async () => {
  await scanTag('one')
  const plain = await scanTag('two', false)
  const second = await scanTag('two')
  expect(second.json).toBe(plain.json)
  expect(second.blobs).not.toContain(`sha256:${sha256(base)}`)
  expect(second.blobs).toHaveLength(2)
  expect(entriesOf(join(folder, 'cache'), 'layer')).toHaveLength(3)
})

it('goes by what the tag names now', async () => {
  await scanTag('one')
  tags.one = images[1]!.digest
  const moved = await scanTag('one')
  expect(moved.report.images).toMatchObject([{ id: images[1]!.id }])
  expect(moved.report.findings.flatMap(({ occurrences }) => occurrences.map(({ path }) => path)).sort()).toEqual([
    'base.env',
    'two.env',
  ])
})
