import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { problemOf } from '../../../src/problem.js'
import { blob, configOf, json, ociImage, sha256 } from '../build-archive.js'
import { contentOf, type FakeServer, type Hook, send, startServer } from './fake-registry.js'
import { openImage, readImage } from './open.js'

const bytes = randomBytes(300_000)
const digest = `sha256:${sha256(bytes)}`
const manifest = (size = bytes.length) => ({
  layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size }],
})
const imageOf = (size?: number) => ociImage([bytes], configOf([bytes]), { manifest: manifest(size) })

let server: FakeServer | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})
const start = async (image: ReturnType<typeof imageOf>, ...hooks: Hook[]) => {
  server = await startServer([...hooks, contentOf(image.members, { latest: image.digest })])
  return server
}
const isLayer = (path: string) => path.endsWith(digest)
const cutAt = (response: ServerResponse, from: number, to: number) => {
  const range = from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from, ...range })
  response.write(bytes.subarray(from, to), () => response.destroy())
  return true
}
const startOf = (range = '') => Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0)

describe('a layer whose connection breaks', () => {
  it('is resumed where it broke, as often as it gets on', async () => {
    let breaks = 0
    const { host, asked } = await start(imageOf(), ({ path, headers }, response) => {
      if (!isLayer(path) || breaks === 6) return false
      breaks++
      const from = startOf(headers.range)
      return cutAt(response, from, from + 40_000)
    })
    const { problems, gaps, blobs } = await readImage(`${host}/app`)
    expect([problems, gaps]).toEqual([[], []])
    expect(blobs.get(digest)).toMatchObject({ bytes, ended: true })
    const ranges = asked.filter(({ path }) => isLayer(path)).map(({ headers }) => startOf(headers.range))
    expect(ranges).toHaveLength(7)
    expect(ranges).toEqual([...ranges].sort((a, b) => a - b))
    expect(ranges.at(-1)).toBeGreaterThan(0)
  })

  it('is read past what came already, if the server knows no ranges', async () => {
    let isFirst = true
    const { host } = await start(imageOf(), ({ path }, response) => {
      if (!isLayer(path)) return false
      if (!isFirst) return send(response, 200, bytes)
      isFirst = false
      return cutAt(response, 0, 100_000)
    })
    const { problems, blobs } = await readImage(`${host}/app`)
    expect(problems).toEqual([])
    expect(blobs.get(digest)?.bytes).toEqual(bytes)
  })

  it('and never gets on is given up, with what came', async () => {
    const { host, asked } = await start(imageOf(), ({ path, headers }, response) => {
      if (!isLayer(path)) return false
      const from = startOf(headers.range)
      return from === 0 ? cutAt(response, 0, 100_000) : cutAt(response, from, from)
    })
    const { problems, blobs, images } = await readImage(`${host}/app`)
    expect(problems).toMatchObject([
      { code: 'registry-failed', message: expect.stringMatching(/broke off after \d+ bytes/) },
    ])
    const { bytes: came, problem } = blobs.get(digest)!
    expect(came.length).toBeGreaterThan(0)
    expect(came).toEqual(bytes.subarray(0, came.length))
    expect(problem?.code).toBe('registry-failed')
    expect(images[0]!.layers[0]!.blob).toBe(digest)
    expect(asked.filter(({ path }) => isLayer(path)).length).toBeLessThan(10)
  })

  it.each([
    ['later', (at: number) => `bytes ${at + 1}-${bytes.length - 1}/${bytes.length}`],
    ['nowhere', () => 'bytes of some kind'],
  ])('and is resumed %s is not put together', async (_, range) => {
    const { host } = await start(imageOf(), ({ path, headers }, response) => {
      if (!isLayer(path)) return false
      const from = startOf(headers.range)
      if (from === 0) return cutAt(response, 0, 100_000)
      return send(response, 206, bytes.subarray(from), { 'content-range': range(from) })
    })
    const { problems, blobs } = await readImage(`${host}/app`)
    expect(problems).toMatchObject([{ code: 'registry-failed' }])
    expect(blobs.get(digest)!.problem).toBeDefined()
  })
})

describe('a layer that is not what its manifest says', () => {
  it('by its digest is told, and scanned', async () => {
    const forged = randomBytes(bytes.length)
    const { host } = await start(imageOf(), ({ path }, response) => isLayer(path) && send(response, 200, forged))
    const { problems, blobs } = await readImage(`${host}/app`)
    expect(problems).toMatchObject([{ code: 'layer-corrupt', message: expect.stringContaining(digest) }])
    expect(blobs.get(digest)).toMatchObject({ bytes: forged, ended: true })
  })

  it('because it does not end is cut off', async () => {
    let sent = 0
    const { host } = await start(imageOf(), ({ path }, response) => {
      if (!isLayer(path)) return false
      response.writeHead(200)
      const more = () => {
        if (response.destroyed) return
        sent += bytes.length
        response.write(bytes, () => setImmediate(more))
      }
      more()
      return true
    })
    const { problems, blobs } = await readImage(`${host}/app`)
    expect(problems).toMatchObject([
      { code: 'layer-corrupt', message: expect.stringMatching(/longer than the 300000 bytes/) },
    ])
    expect(blobs.get(digest), 'after what it should hold').toMatchObject({ bytes, ended: true })
    expect(sent).toBeLessThan(100 * bytes.length)
  })

  it('because it is too short is given up', async () => {
    const { host } = await start(imageOf(bytes.length + 1))
    const { problems } = await readImage(`${host}/app`)
    expect(problems).toMatchObject([{ code: 'registry-failed' }])
  })
})

describe('a manifest', () => {
  it('that is not what its digest names is refused', async () => {
    const image = imageOf()
    const { host } = await start(image, ({ path }, response) => {
      if (!path.endsWith(`manifests/${image.digest}`)) return false
      return send(response, 200, json({ schemaVersion: 2 }), {
        'content-type': 'application/vnd.oci.image.manifest.v1+json',
      })
    })
    const error = await openImage(`${host}/app@${image.digest}`).catch((thrown: unknown) => thrown)
    expect(problemOf(error)).toMatchObject({ code: 'registry-failed', message: expect.stringContaining('other bytes') })
  })

  it('that breaks off is asked for again', async () => {
    const image = imageOf()
    let breaks = 0
    const { host } = await start(image, ({ path }, response) => {
      if (!path.endsWith('manifests/latest') || ++breaks > 2) return false
      response.writeHead(200, { 'content-length': 5000 })
      response.write('{', () => response.destroy())
      return true
    })
    expect((await readImage(`${host}/app`)).problems).toEqual([])
  })

  it('that does not end is refused', async () => {
    const image = imageOf()
    const { host } = await start(image, ({ path }, response) => {
      if (!path.endsWith('manifests/latest')) return false
      response.writeHead(200)
      const more = () =>
        !response.destroyed && response.write(Buffer.alloc(1024 * 1024, 0x20), () => setImmediate(more))
      more()
      return true
    })
    const error = await openImage(`${host}/app`).catch((thrown: unknown) => thrown)
    expect(problemOf(error)).toMatchObject({ code: 'registry-failed', message: expect.stringContaining('longer than') })
  })

  it('of any shape ends in a problem', async () => {
    for (const text of ['[]', '0', '{"config":5,"layers":{},"manifests":[null,7]}', 'no JSON']) {
      const odd = blob(text)
      server = await startServer([
        ({ path }, response) =>
          path.endsWith('/manifests/latest') && send(response, 200, text, { 'content-type': 'text/plain' }),
        contentOf([odd], {}),
      ])
      const { images, blobs, problems } = await readImage(`${server.host}/app`)
      expect([images, blobs.size]).toEqual([[], 0])
      expect(problems).toMatchObject([{ code: expect.stringMatching(/^registry-failed$/) }])
      await server.stop()
      server = undefined
    }
  })
})

describe('a registry that is busy', () => {
  it('is left alone as long as it asks for', async () => {
    let refusals = 0
    const { host } = await start(imageOf(), ({ path }, response) => {
      if (!isLayer(path) || ++refusals > 1) return false
      return send(response, 429, '', { 'retry-after': '1' })
    })
    const before = Date.now()
    expect((await readImage(`${host}/app`)).problems).toEqual([])
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000)
  })

  it('for too long is given up at once', async () => {
    const { host, asked } = await start(imageOf(), ({ path }, response) => {
      if (!path.includes('/manifests/')) return false
      return send(response, 429, json({ errors: [{ code: 'TOOMANYREQUESTS', message: 'slow down\u001b[31m' }] }), {
        'retry-after': '3600',
      })
    })
    const error = await openImage(`${host}/app`).catch((thrown: unknown) => thrown)
    expect(problemOf(error)).toMatchObject({
      code: 'registry-failed',
      message: expect.stringMatching(/\(429: slow down \[31m\)$/),
    })
    expect(asked.filter(({ path }) => path.includes('/manifests/'))).toHaveLength(1)
  })

  it.each([
    [2, []],
    [99, [{ code: 'registry-failed', message: expect.stringContaining('(503)') }]],
  ])('with %d errors of its own is asked again', async (errors, problems) => {
    let sent = 0
    const { host, asked } = await start(imageOf(), ({ path }, response) => {
      if (!isLayer(path) || ++sent > errors) return false
      return send(response, 503, '')
    })
    const result = await readImage(`${host}/app`)
    expect(result.problems).toMatchObject(problems)
    expect(asked.filter(({ path }) => isLayer(path))).toHaveLength(Math.min(errors + 1, 4))
  })
})

it('ends when it is told to', async () => {
  const stop = new AbortController()
  const { host } = await start(imageOf(), ({ path }, response) => {
    if (!isLayer(path)) return false
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, 1000))
    setTimeout(() => stop.abort(new Error('enough')), 50)
    return true
  })
  await expect(readImage(`${host}/app`, { signal: stop.signal })).rejects.toThrow('enough')
})
