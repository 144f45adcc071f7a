import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, startRegistry } from '../../../engine/harness/registry.js'
import { jetsam, scan } from '../../../engine/harness/scan.js'
import { type InBetween, startInBetween, type Trouble } from './in-between.js'
import { clean, found, isThere, stock, tokens } from './stock.js'

describe.skipIf(!isThere)('a real registry server with trouble on the way', () => {
  let registry: Registry
  let image: Awaited<ReturnType<typeof stock>>
  let way: InBetween | undefined
  beforeAll(async () => {
    registry = await startRegistry()
    image = await stock(registry.host)
  })
  afterEach(() => way?.stop())
  afterAll(() => registry?.stop())

  const throughTrouble = async (trouble: Trouble) => {
    way = await startInBetween(registry.host, trouble)
    return [`registry:${way.host}/team/app:1`, '--no-cache']
  }
  /** The layers, by where they are asked for. */
  const isLayer = (url = '') => {
    const layers = image.members.slice(0, -2).flatMap((one) => ('path' in one ? [one.path.split('/').at(-1)!] : []))
    return layers.some((digest) => url.endsWith(`/blobs/sha256:${digest}`))
  }

  it('that breaks off in the middle of a layer resumes it', async () => {
    const ranges: (string | undefined)[] = []
    let breaks = 0
    const reference = await throughTrouble(({ url, headers }, response, body) => {
      if (!isLayer(url)) return false
      ranges.push(headers.range)
      if (breaks++ >= 1) return false
      response.writeHead(200, { 'content-length': body.length })
      response.write(body.subarray(0, 700), () => response.destroy())
      return true
    })
    const scanned = await scan(reference, { env: clean })
    expect(ranges).toContain('bytes=700-')
    expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    expect([scanned.code, scanned.report.coverage.complete]).toEqual([1, true])
  })

  it('that gives other bytes than the digest says ends the scan with 2, and what came was scanned', async () => {
    const reference = await throughTrouble(({ url }, response, body) => {
      if (!isLayer(url)) return false
      const other = Buffer.from(body)
      other[other.length - 1]! ^= 1
      response.writeHead(200, { 'content-length': other.length }).end(other)
      return true
    })
    const { code, stderr, stdout } = await jetsam(['scan', '-q', ...reference, '--format', 'json'], { env: clean })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^jetsam: layer-corrupt: .*holds other bytes than its digest says/m)
    expect(JSON.parse(stdout)).toMatchObject({ summary: { critical: 2 } })
  })

  it.each([
    ['429 with Retry-After', 429, { 'retry-after': '1' }],
    ['500', 500, {}],
    ['503', 503, {}],
  ])('that answers %s at first is asked again', async (_, status, headers) => {
    const seen = new Map<string, number>()
    const times: number[] = []
    const reference = await throughTrouble(({ url = '' }, response) => {
      if (isLayer(url)) times.push(performance.now())
      const count = (seen.get(url) ?? 0) + 1
      seen.set(url, count)
      if (!isLayer(url) || count > 1) return false
      response.writeHead(status, headers).end()
      return true
    })
    const scanned = await scan(reference, { env: clean })
    expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    expect([scanned.code, times.length]).toEqual([1, 4])
    if ('retry-after' in headers) expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(950)
  })

  it('that has a manifest and lacks a layer ends the scan with 2', async () => {
    const reference = await throughTrouble(({ url }, response) => {
      if (!isLayer(url)) return false
      response.writeHead(404).end('{}')
      return true
    })
    const { code, stderr } = await jetsam(['scan', '-q', ...reference], { env: clean })
    expect([code, stderr]).toEqual([2, expect.stringContaining('jetsam: registry-failed: ')])
  })
})
