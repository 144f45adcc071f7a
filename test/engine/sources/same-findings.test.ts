import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { mustRun, run } from '../harness/process.js'
import { type Registry, startRegistry } from '../harness/registry.js'
import { type Scanned, scan } from '../harness/scan.js'

/** What a report says about an image, but for where it came from, and what only some ways repeat (an older engine's legacy JSON). */
function story({ report }: Scanned): unknown {
  const findings = report.findings.map(({ id, severity, occurrences }) => ({
    id,
    severity,
    occurrences: occurrences
      .filter(({ exposure }) => exposure !== 'config')
      .map(({ exposure, path, line, key, layer, state, endedBy, instruction }) => ({
        ...{ exposure, path, line, key, layer, state, endedBy },
        instruction: instruction?.text,
      })),
  }))
  return {
    findings: findings.sort((a, b) => (a.id < b.id ? -1 : 1)),
    layers: report.images.map((image) => image.layers.map(({ diffId }) => diffId)),
    ids: report.images.map(({ platform }) => platform),
    complete: report.coverage.complete,
  }
}

const missing = async (program: string) =>
  process.env.JETSAM_REQUIRE_ENGINE === '1' ? false : (await run('which', [program])).code !== 0
const [noSkopeo, noPodman] = [await missing('skopeo'), await missing('podman')]

describeEngine('one image, however it comes', () => {
  let folder: string
  let archive: string
  let name: string
  let expected: unknown
  let registry: Registry | undefined
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-same-'))
    archive = join(folder, 'image.tar')
    name = await buildImage({
      builder: 'classic',
      dockerfile: [
        'FROM base',
        'ARG NPM_TOKEN',
        'RUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > /root.npmrc && rm /root.npmrc',
        'COPY app.env /srv/app.env',
        'COPY second.env /srv/app.env',
        'RUN rm /srv/app.env',
        `ENV DB_PASSWORD=${fresh(templates.password)}`,
      ].join('\n'),
      files: {
        'app.env': `GITHUB_TOKEN=${fresh(templates.githubToken)}\n`,
        'second.env': `GITHUB_TOKEN=${fresh(templates.githubToken)}\n`,
      },
      buildArgs: { NPM_TOKEN: fresh(templates.npmToken) },
    })
    await docker(['save', '--output', archive, name])
    expected = story(await scan([`docker-archive:${archive}`]))
    expect((expected as { findings: unknown[] }).findings.length).toBeGreaterThanOrEqual(4)
  })
  afterAll(async () => {
    await registry?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('from the engine', async () => {
    expect(story(await scan([`docker:${name}`]))).toEqual(expected)
  })

  it.each([
    ['gzip', 'gzip', ['-k']],
    ['zstd', 'zstd', ['-q', '-k']],
  ])('as an archive compressed with %s', async (_, program, flags) => {
    await mustRun(program, [...flags, archive])
    const path = [`${archive}.gz`, `${archive}.zst`].find(existsSync)!
    expect(story(await scan([`docker-archive:${path}`]))).toEqual(expected)
    await rm(path)
  })

  describe.skipIf(noSkopeo)('copied by skopeo', () => {
    const policy = ['--insecure-policy', 'copy', '--quiet']
    const copy = (to: string, flags: string[] = []) =>
      mustRun('skopeo', [...policy, ...flags, `docker-archive:${archive}`, to])

    it.each([
      ['gzip', []],
      ['zstd', ['--dest-compress', '--dest-compress-format', 'zstd']],
      ['none', ['--dest-oci-accept-uncompressed-layers']],
    ])('to an OCI folder and tar with layers in %s', async (compression, flags) => {
      const [layout, tar] = [join(folder, `layout-${compression}`), join(folder, `${compression}.oci.tar`)]
      await copy(`oci:${layout}:1.0`, flags)
      await copy(`oci-archive:${tar}:1.0`, flags)
      for (const reference of [
        `oci-dir:${layout}`,
        `oci-dir:${layout}:1.0`,
        `oci-archive:${tar}`,
        `oci-archive:${tar}:1.0`,
      ])
        expect(story(await scan([reference])), reference).toEqual(expected)
    })

    it.each([
      ['gzip', ['-k'], 'gz'],
      ['zstd', ['-q', '-k'], 'zst'],
    ])('to an OCI tar that is compressed with %s', async (program, flags, ending) => {
      const tar = join(folder, `whole-${program}.oci.tar`)
      await copy(`oci-archive:${tar}:1.0`)
      await mustRun(program, [...flags, tar])
      expect(story(await scan([`oci-archive:${tar}.${ending}`]))).toEqual(expected)
    })

    it('to a registry', async () => {
      registry = await startRegistry()
      await copy(`docker://${registry.host}/team/app:1`, ['--dest-tls-verify=false'])
      expect(story(await scan([`registry:${registry.host}/team/app:1`]))).toEqual(expected)
    })
  })

  describe.skipIf(noPodman)('loaded into Podman', () => {
    let socket: string
    let service: ReturnType<typeof spawn> | undefined
    const storage = () => [
      '--root',
      join(folder, 'podman'),
      '--runroot',
      join(folder, 'podman-run'),
      '--storage-driver',
      'vfs',
    ]
    beforeAll(async () => {
      socket = join(folder, 'podman.sock')
      await mustRun('podman', [...storage(), 'load', '--quiet', '--input', archive])
      service = spawn('podman', [...storage(), 'system', 'service', '--time', '0', `unix://${socket}`], {
        stdio: 'ignore',
      })
      for (let tries = 0; tries < 100 && !existsSync(socket); tries++) await sleep(100)
    })
    afterAll(async () => {
      if (!service) return
      service.kill()
      await once(service, 'exit')
    })

    it('asked by name, and by its socket', async () => {
      const env = { CONTAINER_HOST: `unix://${socket}` }
      const scanned = await scan([`podman:localhost/${name}`], { env })
      expect(scanned.report.images).toMatchObject([{ source: 'podman', tags: [`localhost/${name}`] }])
      expect(story(scanned)).toEqual(expected)
    })

    it.each(['docker-archive', 'oci-archive', 'oci-dir'])('saved as %s', async (format) => {
      const path = join(folder, `podman-${format}`)
      await mustRun('podman', [
        ...storage(),
        'save',
        '--quiet',
        '--format',
        format,
        '--output',
        path,
        `localhost/${name}`,
      ])
      expect(story(await scan([`${format}:${path}`]))).toEqual(expected)
    })

    it('does not have an image of another name', async () => {
      const env = { CONTAINER_HOST: `unix://${socket}` }
      await expect(scan(['podman:localhost/absent:1', '--pull', 'never'], { env })).resolves.toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^jetsam: image-not-found: Podman at unix:/),
      })
    })
  })
})
