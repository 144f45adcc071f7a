import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importBase } from '../harness/base-image.js'
import { type Builder, buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { expectFinding } from '../harness/expect-findings.js'
import { fresh, freshPrivateKey, templates } from '../harness/fresh.js'
import { type OwnEngine, startEngine } from '../harness/own-engine.js'
import { type Scanned, scan } from '../harness/scan.js'

describeEngine('scan --all', () => {
  let engine: OwnEngine
  beforeAll(async () => {
    engine = await startEngine()
  })
  afterAll(() => engine?.stop())

  const on = async (name: string) => ({ host: engine.host, base: await importBase(name, engine.host) })
  const scanAll = (): Promise<Scanned> =>
    scan(['--all', '--docker-host', engine.host], { env: { DOCKER_HOST: undefined } })

  it('says so when an engine holds nothing', async () => {
    const { code, report } = await scanAll()
    expect(code).toBe(0)
    expect(report).toMatchObject({ images: [], findings: [], coverage: { complete: true } })
  })

  describe('after builds with several stages', () => {
    const key = freshPrivateKey()
    const [argument, literal, old] = [
      fresh(templates.githubToken),
      fresh(templates.password),
      fresh(templates.npmToken),
    ]
    const final: Partial<Record<Builder, string>> = {}
    let scanned: Scanned

    beforeAll(async () => {
      const place = await on('base-of-stages')
      final.classic = await buildImage({
        builder: 'classic',
        on: place,
        dockerfile: `FROM base AS fetch
ARG API_TOKEN
COPY id_rsa /root/.ssh/id_rsa
RUN test -n "$API_TOKEN" && echo built > /out
FROM base
COPY --from=fetch /out /out`,
        files: { id_rsa: key },
        buildArgs: { API_TOKEN: argument },
      })
      final.buildkit = await buildImage({
        builder: 'buildkit',
        on: place,
        dockerfile: `FROM base AS fetch
RUN (curl -u "ci:${literal}" http://127.0.0.1:9/x || true) && echo built > /out
FROM base
COPY --from=fetch /out /out`,
      })
      await retag(place, old)
      scanned = await scanAll()
    })

    /** An image that lost its tag to a newer one. */
    async function retag(place: { host: string; base: string }, token: string): Promise<void> {
      const env = { DOCKER_HOST: place.host }
      const first = await buildImage({ builder: 'classic', on: place, dockerfile: `FROM base\nENV NPM_TOKEN=${token}` })
      await docker(['tag', place.base, first], { env })
    }

    it('reports nothing of the stages in either final image', async () => {
      for (const image of Object.values(final)) {
        const { report, code } = await scan([image, '--docker-host', engine.host], { env: { DOCKER_HOST: undefined } })
        expect(report.findings).toEqual([])
        expect(code).toBe(0)
      }
    })

    it('finds what the classic builder left of a stage', () => {
      expectFinding(scanned.report, { value: key, exposure: 'file', path: 'root/.ssh/id_rsa', state: 'live' })
      expectFinding(scanned.report, { value: argument, exposure: 'build-arg', key: 'API_TOKEN' })
    })

    it("finds a literal of a BuildKit stage's command in the build-cache records, and how to purge them", () => {
      const finding = expectFinding(scanned.report, { value: literal, exposure: 'build-cache' })
      expect(JSON.stringify(finding.remedy)).toMatch(/docker (builder|buildx|system) prune/)
    })

    it('finds what an image holds that lost its tag', () => {
      expectFinding(scanned.report, { value: old, exposure: 'env', key: 'NPM_TOKEN' })
    })

    it('names every image once and reads each layer once', async () => {
      const ids = await docker(['images', '--all', '--quiet', '--no-trunc'], { env: { DOCKER_HOST: engine.host } })
      const expected = [...new Set(ids.split('\n'))].sort()
      const images = scanned.report.images.map((image) => image.id).filter((id) => id.startsWith('sha256:'))
      expect(images.sort()).toEqual(expected)
      expect(scanned.report.coverage.complete).toBe(true)
      expect(scanned.code).toBe(1)
      const distinct = new Map(
        scanned.report.images.flatMap((i) => i.layers.map((layer) => [layer.diffId, layer.size])),
      )
      expect(scanned.report.coverage.layers).toBe(distinct.size)
    })
  })
})
