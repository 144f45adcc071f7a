import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseImageId, parseImageName } from '../../../../src/image/image-name.js'
import { parsePlatform } from '../../../../src/image/platform.js'
import { Failure, type Problem, problemOf } from '../../../../src/problem.js'
import type { EngineClient } from '../../../../src/sources/engine/api/client.js'
import { openEngineImage } from '../../../../src/sources/engine/image/open-image.js'
import type { PullProgress } from '../../../../src/sources/engine/pull/pull-progress.js'
import type { SourceResult } from '../../../../src/sources/source.js'
import { layerTar, sha256 } from '../../build-archive.js'
import { type CollectedBlob, collectBlobs } from '../../collect.js'
import { configText, type FakeImage, fakeEngine, idOf, layerPath, refusal, saved } from '../fake-engine.js'

let image: FakeImage
beforeAll(async () => {
  image = { name: 'app:1', layers: [await layerTar('a', 'a'.repeat(3000)), await layerTar('b', 'b')], env: ['A=b'] }
})

const options = { pull: 'missing' as const, env: {}, home: '/nowhere', hostPlatform: parsePlatform('linux/amd64') }

async function scan(
  client: EngineClient,
  more: Partial<Parameters<typeof openEngineImage>[2]> = {},
): Promise<SourceResult & { blobs: Map<string, CollectedBlob> }> {
  const source = await openEngineImage(client, parseImageName('app:1')!, { ...options, ...more })
  const { reader, blobs } = collectBlobs()
  return { ...(await source.read(reader)), blobs }
}

async function problem(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Failure)
  return problemOf(error)
}

describe('an image of an engine', () => {
  it('is asked for by its name once, then by its id', async () => {
    const client = fakeEngine([image])
    const { images, problems, blobs } = await scan(client)
    expect(client.asked).toEqual(['inspect app:1', 'export 1'])
    expect(problems).toEqual([])
    expect(images).toEqual([
      {
        reference: 'app:1',
        source: 'docker',
        id: idOf(image),
        platform: 'linux/amd64',
        tags: ['app:1'],
        config: JSON.parse(configText(image)),
        layers: image.layers.map((layer) => ({
          blob: layerPath(layer),
          diffId: `sha256:${sha256(layer)}`,
          size: layer.length,
        })),
      },
    ])
    expect(blobs.get(layerPath(image.layers[0]!))?.bytes).toEqual(image.layers[0])
  })

  it('that is absent is not pulled under never, nor by an id', async () => {
    const client = fakeEngine([])
    expect(await problem(scan(client, { pull: 'never' }))).toMatchObject({
      code: 'image-not-found',
      message: expect.stringContaining('app:1'),
      hint: expect.stringContaining('--pull missing'),
    })
    const id = parseImageId(`sha256:${'0'.repeat(64)}`)!
    expect((await problem(openEngineImage(client, id, { ...options, pull: 'always' }))).code).toBe('image-not-found')
  })

  describe('whose export fails', () => {
    const partly = async (client: Partial<EngineClient>) => {
      const result = await scan(fakeEngine([image], client))
      expect(result.problems).toMatchObject([{ code: expect.stringMatching(/^engine-/), hint: expect.any(String) }])
      expect(result.problems).toHaveLength(1)
      expect(result.gaps).toMatchObject([{ kind: 'unread', where: 'app:1' }])
      expect(result.images).toMatchObject([
        { reference: 'app:1', id: idOf(image), config: { config: { Env: ['A=b'] } } },
      ])
      expect(result.images[0]!.layers).toHaveLength(2)
      return result
    }
    const stream = (bytes: Buffer) => ({ exportImages: async () => Readable.from([bytes]) })
    const error = Buffer.from('{"errorDetail":{"message":"no space left"},"error":"no space left"}\n')

    it('at once', async () => {
      const exportImages = async () => {
        throw refusal(500, 'layer does not exist')
      }
      const { problems, images } = await partly({ exportImages })
      expect(problems[0]!.message).toMatch(/could not export app:1: layer does not exist$/)
      expect(images[0]!.config).toMatchObject({
        architecture: 'amd64',
        rootfs: { diff_ids: image.layers.map((layer) => `sha256:${sha256(layer)}`) },
        history: [{ created_by: 'RUN x' }, { created_by: 'RUN x' }],
      })
    })

    it('because the engine went away', async () => {
      const exportImages = async () => {
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      }
      expect((await partly({ exportImages })).problems[0]!.code).toBe('engine-unreachable')
    })

    it('in the middle of a layer', async () => {
      const { blobs } = await partly(stream((await saved([image])).subarray(0, 2000)))
      expect(blobs.get(layerPath(image.layers[0]!))?.problem?.code).toBe('engine-failed')
    })

    it('by an error after a clean end', async () => {
      const end = Buffer.alloc(1024)
      const layersOnly = (await saved([image])).subarray(0, 512 + image.layers[0]!.length)
      const { problems, blobs, documents } = await partly(stream(Buffer.concat([layersOnly, end, error])))
      expect(problems[0]!.message).toMatch(/broke off: no space left$/)
      expect(blobs.get(layerPath(image.layers[0]!))?.bytes).toEqual(image.layers[0])
      expect(documents).toEqual([])
    })

    it('by an error instead of an archive', async () => {
      expect((await partly(stream(error))).problems[0]!.message).toMatch(/broke off: no space left$/)
    })

    it('by an error after a whole archive', async () => {
      const { problems } = await partly(stream(Buffer.concat([await saved([image]), error])))
      expect(problems[0]!.message).toMatch(/broke off: no space left$/)
    })

    it('without the end of the archive, or the manifest', async () => {
      const whole = await saved([image])
      expect((await partly(stream(whole.subarray(0, whole.length - 1024)))).problems[0]!.message).toMatch(
        /end is missing$/,
      )
      const layersOnly = whole.subarray(0, 512 + image.layers[0]!.length)
      const { problems } = await partly(stream(Buffer.concat([layersOnly, Buffer.alloc(1024)])))
      expect(problems[0]!.message).toMatch(/manifest is missing$/)
    })
  })
})

describe('pulling', () => {
  /** An engine that has the image only once it was pulled. */
  function registryEngine(lines: unknown[], held: FakeImage[] = []) {
    const pulls: unknown[] = []
    const engine = fakeEngine(held, {
      pullImage: async (query, auth) => {
        pulls.push({ ...query, auth })
        held.splice(0, held.length, image)
        return Readable.from([Buffer.from(lines.map((line) => `${JSON.stringify(line)}\r\n`).join(''))])
      },
    })
    return { engine, pulls }
  }

  it('happens if the image is absent, and is told', async () => {
    const progress: PullProgress[] = []
    const { engine, pulls } = registryEngine([
      { status: 'Pulling from library/app', id: '1' },
      { status: 'Pulling fs layer', progressDetail: {}, id: 'aaa' },
      { status: 'Already exists', progressDetail: {}, id: 'bbb' },
      { status: 'Downloading', progressDetail: { current: 10, total: 40 }, id: 'aaa' },
      { status: 'Pull complete', progressDetail: {}, id: 'aaa' },
      'no object',
    ])
    const { images } = await scan(engine, {
      onProgress: (one) => progress.push(one),
      platform: parsePlatform('linux/amd64'),
    })
    expect(pulls).toEqual([{ fromImage: 'docker.io/library/app', tag: '1', platform: 'linux/amd64', auth: undefined }])
    expect(images[0]!.source).toBe('docker (pulled)')
    expect(progress.at(2)).toEqual({ reference: 'app:1', status: '1 of 2 layers', current: 10, total: 40 })
    expect(progress.at(-1)).toEqual({ reference: 'app:1', status: '2 of 2 layers', current: 40, total: 40 })
  })

  it.each([
    ['missing', 0, 'docker'],
    ['never', 0, 'docker'],
    ['always', 1, 'docker (pulled)'],
  ] as const)('of an image that is there: %s', async (pull, times, source) => {
    const { engine, pulls } = registryEngine([], [image])
    const { images } = await scan(engine, { pull })
    expect(pulls).toHaveLength(times)
    expect(images[0]!.source).toBe(source)
  })

  it('happens if the image is there for another platform only', async () => {
    const { engine, pulls } = registryEngine([], [image])
    expect((await problem(scan(engine, { platform: parsePlatform('linux/arm64') }))).message).toMatch(
      /no linux\/arm64 image called app:1/,
    )
    expect(pulls).toMatchObject([{ platform: 'linux/arm64' }])
  })

  it.each([
    ['manifest for app:1 not found: manifest unknown: manifest unknown', 'image-not-found'],
    ["pull access denied for app, repository does not exist or may require 'docker login'", 'image-not-found'],
    ['Get https://r/v2/: unauthorized: authentication required', 'credentials-failed'],
    ['denied: requested access to the resource is denied', 'credentials-failed'],
    ['Get https://r/v2/: no basic auth credentials', 'credentials-failed'],
    ['Get https://r/v2/: dial tcp: lookup r: no such host', 'pull-failed'],
    ['Get https://r/v2/: x509: certificate signed by unknown authority', 'pull-failed'],
    ['failed to register layer: no space left on device', 'pull-failed'],
  ])('tells why it failed: %s', async (message, code) => {
    const { engine } = registryEngine([{ errorDetail: { message }, error: message }])
    expect(await problem(scan(engine))).toMatchObject({ code, hint: expect.any(String) })
    const refused = fakeEngine([], {
      pullImage: async () => {
        throw refusal(500, message)
      },
    })
    expect((await problem(scan(refused))).code).toBe(code)
  })

  it('shows neither control characters nor passwords of an error', async () => {
    const secret = 'hush'.repeat(3)
    const message = `proxyconnect tcp: http://me:${secret}@proxy:3128 \u001b[31mrefused`
    const { engine } = registryEngine([{ error: message }])
    const told = await problem(scan(engine))
    expect(told.message).not.toContain(secret)
    expect(told.message).toContain('http://…@proxy:3128')
    expect(told.message).not.toContain('\u001b')
  })
})
