import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { parsePlatform } from '../../../../src/image/platform.js'
import { openAllImages } from '../../../../src/sources/engine/all/open-all.js'
import type { EngineClient } from '../../../../src/sources/engine/api/client.js'
import { layerTar } from '../../build-archive.js'
import { collectBlobs } from '../../collect.js'
import { type FakeImage, fakeEngine, idOf, layerPath, refusal, saved } from '../fake-engine.js'

let layers: Buffer[]
let images: FakeImage[]
beforeAll(async () => {
  layers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => layerTar(name, name.repeat(2000))))
  const [a, b, c, d] = layers as [Buffer, Buffer, Buffer, Buffer]
  const base: FakeImage = { name: 'base:1', layers: [a] }
  const middle: FakeImage = { layers: [a, b], parent: idOf(base) }
  const top: FakeImage = { name: 'app:1', layers: [a, b, c], parent: idOf(middle) }
  images = [top, { name: 'other:1', layers: [d] }, base, middle]
})

async function scanAll(client: EngineClient, batch?: number) {
  const source = await openAllImages(client, { hostPlatform: parsePlatform('linux/amd64'), ...(batch && { batch }) })
  const { reader, blobs } = collectBlobs()
  return { ...(await source.read(reader)), blobs, label: source.label }
}

describe('all images of an engine', () => {
  it('come in one export, kin next to kin, each once, intermediate ones too', async () => {
    const client = fakeEngine(images)
    const result = await scanAll(client)
    expect(client.asked.filter((one) => one.startsWith('export'))).toEqual(['export 4'])
    expect(result.problems).toEqual([])
    expect(result.images.map((image) => image.reference)).toEqual([
      'base:1',
      idOf(images[3]!).slice(7, 19),
      'app:1',
      'other:1',
    ])
    expect(result.images.map((image) => image.tags)).toEqual([['base:1'], [], ['app:1'], ['other:1']])
    expect(result.blobs.size).toBe(4)
    expect(result.label).toBe('all 4 images of the docker engine at unix:///fake.sock')
  })

  it('come in batches, and a layer that several batches bring is read once', async () => {
    const client = fakeEngine(images)
    const result = await scanAll(client, 1)
    expect(client.asked.filter((one) => one.startsWith('export'))).toHaveLength(4)
    expect([...result.blobs.keys()].sort()).toEqual(layers.map(layerPath).sort())
    const app = result.images.find((image) => image.reference === 'app:1')!
    expect(app.layers.map((layer) => layer.blob)).toEqual(layers.slice(0, 3).map(layerPath))
  })

  it('are named once each, with all tags', async () => {
    const Id = idOf(images[0]!)
    const client = fakeEngine(images, {
      listImages: async () => [
        { Id, RepoTags: ['app:1', 'app:2'] },
        { Id, RepoTags: ['app:3', '<none>:<none>'] },
        { Id: '../etc', RepoTags: ['x'] },
        null,
      ],
    })
    const result = await scanAll(client)
    expect(result.images).toMatchObject([{ id: Id, tags: ['app:1', 'app:2', 'app:3'] }])
  })

  it('are exported one by one if the engine refuses a batch for one of them', async () => {
    const bad = idOf(images[1]!)
    const whole = fakeEngine(images)
    const client = fakeEngine(images, {
      exportImages: async (query) => {
        if (query.names.includes(bad)) throw refusal(500, 'layer does not exist')
        return whole.exportImages(query)
      },
    })
    const result = await scanAll(client)
    expect(result.problems).toMatchObject([{ code: 'engine-failed', message: expect.stringContaining('other:1') }])
    expect(result.images).toHaveLength(4)
    expect(result.blobs.size).toBe(3)
    expect(result.gaps).toMatchObject([{ kind: 'unread', where: 'other:1' }])
  })

  it('are told where a batch breaks off, and a layer that broke off is read again with the next', async () => {
    let exports = 0
    const client = fakeEngine(images, {
      exportImages: async ({ names }) => {
        const archive = await saved(images.filter((image) => names.includes(idOf(image))))
        return Readable.from([++exports === 1 ? archive.subarray(0, 1500) : archive])
      },
    })
    const result = await scanAll(client, 1)
    expect(result.problems).toMatchObject([{ code: 'engine-failed' }])
    expect(result.images.map((image) => image.reference)).toContain('base:1')
    const app = result.images.find((image) => image.reference === 'app:1')!
    const first = result.blobs.get(app.layers[0]!.blob!)!
    expect(first.problem).toBeUndefined()
    expect(first.bytes).toEqual(layers[0])
  })

  it('leave out one that was removed meanwhile', async () => {
    const gone = idOf(images[1]!)
    const whole = fakeEngine(images)
    const client = fakeEngine(images, {
      inspectImage: async (name) => {
        if (name === gone) throw refusal(404, 'no such image')
        return whole.inspectImage(name)
      },
    })
    const result = await scanAll(client)
    expect(result.images).toHaveLength(3)
    expect(result.problems).toEqual([])
  })
})

describe('build-cache records', () => {
  const records = [
    { ID: 'one', Description: 'mount / from exec /bin/sh -c echo hello' },
    { ID: 'two', Description: '' },
    { ID: 'three', Description: 'local source for context' },
  ]

  it('are texts of an image of their own, after the others', async () => {
    const result = await scanAll(fakeEngine(images, { diskUsage: async () => ({ BuildCache: records }) }))
    expect(result.images.at(-1)).toMatchObject({
      reference: 'build cache of unix:///fake.sock',
      id: 'build-cache',
      layers: [],
    })
    expect(result.documents).toEqual(
      [records[0]!, records[2]!].map(({ ID, Description }) => ({
        image: 4,
        exposure: 'build-cache',
        name: `build-cache record ${ID}`,
        content: { kind: 'text', text: Description },
      })),
    )
    expect(result.notes).toEqual([expect.stringMatching(/^3 build-cache records .*docker builder prune --all/)])
  })

  it.each([[null], [{}], [{ BuildCache: 'x' }], [{ BuildCache: [] }]])('may be none: %j', async (answer) => {
    const result = await scanAll(fakeEngine([], { diskUsage: async () => answer }))
    expect(result).toMatchObject({ images: [], documents: [], notes: [], problems: [] })
  })

  it('that the engine does not tell are a problem', async () => {
    const client = fakeEngine(images, {
      diskUsage: async () => {
        throw refusal(500, 'a disk usage operation is already running')
      },
    })
    const { problems, images: read } = await scanAll(client)
    expect(problems).toMatchObject([{ code: 'engine-failed', message: expect.stringContaining('already running') }])
    expect(read).toHaveLength(4)
  })
})
