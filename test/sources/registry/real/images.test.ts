import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Registry, startRegistry } from '../../../engine/harness/registry.js'
import { jetsam, scan } from '../../../engine/harness/scan.js'
import { clean, found, isThere, stock, tokens } from './stock.js'

describe.skipIf(!isThere)("a real registry server (Debian's docker-registry)", () => {
  let folder: string
  let open: Registry
  let image: Awaited<ReturnType<typeof stock>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-real-registry-'))
    open = await startRegistry()
    image = await stock(open.host)
  })
  afterAll(async () => {
    await open?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    ['by its tag', () => `registry:${open.host}/team/app:1`],
    ['by its digest', () => `registry:${open.host}/team/app@${image.digest}`],
    ['without a scheme, where no engine is', () => `${open.host}/team/app:1`],
  ])('hands out an image %s', async (_, name) => {
    const env = { ...clean, CONTAINER_HOST: `unix://${folder}/gone.sock`, DOCKER_HOST: '', DOCKER_CONTEXT: '' }
    const scanned = await scan([name(), '--no-cache'], { env })
    expect(scanned.report.coverage).toMatchObject({ complete: true, layers: 2, gaps: [] })
    expect(scanned.report.images).toMatchObject([{ source: 'registry', id: image.id, digest: image.digest }])
    expect(found(scanned)).toEqual(tokens(['shared', 'own']))
    expect([scanned.code, scanned.stderr]).toEqual([1, ''])
  })

  it.each([
    [['--platform', 'linux/amd64'], ['shared', 'own', 'statement'], 2],
    [['--platform', 'linux/arm64'], ['shared', 'other'], 2],
    [['--platform', 'all'], ['shared', 'own', 'other', 'statement'], 3],
  ])('hands out an index of two platforms: %j', async (flags, names, layers) => {
    const scanned = await scan([`registry:${open.host}/team/app:all`, '--no-cache', ...flags], { env: clean })
    expect(scanned.report.coverage).toMatchObject({ complete: true, layers })
    expect(found(scanned)).toEqual(tokens(names))
    const exposures = scanned.report.findings.flatMap(({ occurrences }) => occurrences.map(({ exposure }) => exposure))
    expect(new Set(exposures)).toEqual(new Set(names.includes('statement') ? ['file', 'attestation'] : ['file']))
  })

  it('hands out a build cache', async () => {
    const scanned = await scan([`registry:${open.host}/team/app:cache`, '--no-cache'], { env: clean })
    expect(found(scanned)).toEqual(tokens(['shared', 'build']))
    expect(scanned.report.findings.flatMap(({ occurrences }) => occurrences)).toMatchObject([
      { exposure: 'build-cache', state: 'live' },
      { exposure: 'build-cache', state: 'live' },
    ])
  })

  it.each(['registry:', ''])('hands out what is needed of a base that is named as %jHOST/NAME', async (scheme) => {
    const env = { ...clean, CONTAINER_HOST: `unix://${folder}/gone.sock`, DOCKER_HOST: '', DOCKER_CONTEXT: '' }
    const base = ['--base', `${scheme}${open.host}/team/app:base`]
    const { report, stderr } = await scan([`registry:${open.host}/team/app:1`, ...base, '--no-cache'], { env })
    expect([report.images[0]!.base, stderr]).toEqual([
      {
        by: 'image',
        isGuess: false,
        name: `${open.host}/team/app:base`,
        digest: expect.stringMatching(/^sha256:/),
        layers: 1,
      },
      '',
    ])
    const origins = report.findings.map(({ secret, occurrences }) => [secret.value, occurrences[0]!.origin])
    expect(origins).toContainEqual([tokens(['shared'])[0], 'base'])
    expect(origins).toContainEqual([tokens(['own'])[0], 'own'])
  })

  it('says which tag is missing', async () => {
    const { code, stderr } = await jetsam(['scan', '-q', `registry:${open.host}/team/app:9`], { env: clean })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^jetsam: image-not-found: .*team\/app:9/m)
  })
})
