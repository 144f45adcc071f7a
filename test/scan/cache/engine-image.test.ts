import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseImageName } from '../../../src/image/image-name.js'
import { parsePlatform } from '../../../src/image/platform.js'
import { openCacheFolder } from '../../../src/scan/cache/folder.js'
import { createLayerCache, type LayerCache } from '../../../src/scan/cache/layer-cache.js'
import { makeReport } from '../../../src/scan/report.js'
import { scanSource } from '../../../src/scan/scan-source.js'
import { createTools } from '../../../src/scan/tools.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { openEngineImage } from '../../../src/sources/engine/image/open-image.js'
import { defaultUnwrapLimits, unwrapLimits } from '../../../src/unwrap/limits.js'
import { layerTar } from '../../sources/build-archive.js'
import { type FakeImage, fakeEngine, idOf, saved } from '../../sources/engine/fake-engine.js'
import { secrets, temporaryFolder } from './scanning.js'

const table = readSignatureTable()
const version = { signatures: table.digest, code: 'this code', limits: defaultUnwrapLimits }
const options = { pull: 'missing' as const, env: {}, home: '/nowhere', hostPlatform: parsePlatform('linux/amd64') }

let folder: string
let image: FakeImage
beforeEach(async () => {
  folder = temporaryFolder()
  const layers = [await layerTar('etc/app.env', `TOKEN=${secrets.token}\n`), await layerTar('b', 'b')]
  image = { name: 'app:1', layers, env: [`DB_PASSWORD=${secrets.variable}`] }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function openCache(change: Partial<typeof version> = {}): Promise<LayerCache> {
  const opened = await openCacheFolder(join(folder, 'cache'))
  if ('reason' in opened) throw new Error(opened.reason)
  return createLayerCache(opened, { ...version, ...change })
}

async function scan(engine: ReturnType<typeof fakeEngine>, cache?: LayerCache): Promise<string> {
  const source = await openEngineImage(engine, parseImageName('app:1')!, options)
  const tools = createTools(table, { key: cache?.key ?? randomBytes(32), showSecrets: false })
  const scanned = await scanSource(source, {
    tools: async () => tools,
    onEvent: () => {},
    ...(cache && { cache }),
  })
  return JSON.stringify([makeReport([scanned], table, false), scanned.problems])
}

const exports = ({ asked }: { asked: string[] }) => asked.filter((one) => one.startsWith('export')).length

it('an image whose layers are all known is not exported again, and gives the same report', async () => {
  const engine = fakeEngine([image])
  const plain = await scan(engine)
  const first = await scan(engine, await openCache())
  expect(exports(engine)).toBe(2)
  const second = await scan(engine, await openCache())
  expect(exports(engine)).toBe(2)
  expect([first, second]).toEqual([plain, plain])
  expect(plain).toContain('etc/app.env')
  expect(plain).toContain('DB_PASSWORD')
})

it('an image is told with the tags that it has now', async () => {
  await scan(fakeEngine([image]), await openCache())
  const engine = fakeEngine([image])
  const retagged = {
    ...engine,
    inspectImage: async (...args: Parameters<typeof engine.inspectImage>) => ({
      ...((await engine.inspectImage(...args)) as object),
      RepoTags: ['app:1', 'app:latest'],
    }),
  }
  const cached = await scan(retagged, await openCache())
  expect(exports(engine)).toBe(0)
  expect(cached).toBe(await scan(retagged))
  expect(cached).toContain('app:latest')
})

it.each([
  ['signatures', { signatures: 'others' }],
  ['code', { code: 'other' }],
  ['limits', { limits: unwrapLimits({ depth: 2 }) }],
])('other %s know nothing of what was found before', async (_, change) => {
  const engine = fakeEngine([image])
  await scan(engine, await openCache())
  await scan(engine, await openCache(change))
  expect(exports(engine)).toBe(2)
})

it('another image under the same name is read', async () => {
  await scan(fakeEngine([image]), await openCache())
  const other = { ...image, env: [] }
  expect(idOf(other)).not.toBe(idOf(image))
  const engine = fakeEngine([other])
  expect(await scan(engine, await openCache())).not.toContain('DB_PASSWORD')
  expect(exports(engine)).toBe(1)
})

it('an export that is not what its engine said is not remembered', async () => {
  const bytes = (await saved([image])).toString('latin1')
  const lying = fakeEngine([image], {
    exportImages: async () =>
      Readable.from([Buffer.from(bytes.replace(secrets.token, ' '.repeat(secrets.token.length)), 'latin1')]),
  })
  expect(await scan(lying, await openCache())).toContain('the layer holds other bytes')
  const engine = fakeEngine([image])
  expect(await scan(engine, await openCache())).toBe(await scan(engine))
})
