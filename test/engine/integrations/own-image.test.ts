import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { type Pack, pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { docker, dockerStream, tryDocker } from '../harness/docker.js'
import { describeEngine, runId } from '../harness/engine.js'
import { jetsam } from '../harness/scan.js'
import { repository } from './workshop.js'

const busybox = '/bin/busybox'
const certificates = '/etc/ssl/certs/ca-certificates.crt'

/** A file system with this machine's Node.js, its libraries, busybox, and npm where that is wanted. */
function nodeSystem(withNpm: boolean): Readable {
  const tar = pack()
  const file = (name: string, path: string) =>
    tar.entry({ name, mode: statSync(path).mode & 0o777 }, readFileSync(path))
  for (const folder of ['bin', 'etc', 'root', 'tmp', 'usr', 'usr/bin', 'usr/local', 'usr/local/bin', 'work'])
    tar.entry({ name: `${folder}/`, type: 'directory', mode: folder === 'tmp' ? 0o1777 : 0o755 })
  file('bin/busybox', busybox)
  for (const applet of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n')) {
    if (applet !== 'busybox') tar.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' })
  }
  tar.entry({ name: 'usr/bin/env', type: 'symlink', linkname: '/bin/busybox' })
  file('usr/local/bin/node', realpathSync(process.execPath))
  const programs = [process.execPath, ...(withNpm ? bundlerBindings() : [])]
  const libraries = programs.flatMap((program) =>
    [...execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path),
  )
  for (const path of new Set(libraries)) file(path.slice(1), realpathSync(path))
  tar.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\n')
  if (existsSync(certificates)) file(certificates.slice(1), certificates)
  if (withNpm) addNpm(tar)
  tar.finalize()
  return Readable.from(tar)
}

/** What the build joins modules with is a native library, which asks for more than Node.js does. */
function bundlerBindings(): string[] {
  const folder = join(repository, 'node_modules/@rolldown')
  return readdirSync(folder)
    .filter((name) => name.startsWith('binding-linux-'))
    .flatMap((name) => readdirSync(join(folder, name)).map((one) => join(folder, name, one)))
    .filter((path) => path.endsWith('.node'))
}

function addNpm(tar: Pack): void {
  const npm = dirname(dirname(realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim())))
  const target = 'usr/local/lib/node_modules/npm'
  for (const entry of readdirSync(npm, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = `${target}/${relative(npm, path)}`
    if (entry.isSymbolicLink()) tar.entry({ name, type: 'symlink', linkname: readlinkSync(path) })
    else if (entry.isFile()) tar.entry({ name, mode: statSync(path).mode & 0o777 }, readFileSync(path))
  }
  tar.entry({ name: 'usr/local/bin/npm', type: 'symlink', linkname: `/${target}/bin/npm-cli.js` })
}

// It installs packages, so it needs their registry: CI does, and whoever asks for it.
const isAsked = process.env.JETSAM_TEST_OWN_IMAGE === '1'

describe.skipIf(!isAsked)('with JETSAM_TEST_OWN_IMAGE=1', () => {
  describeEngine("jetsam's own image", () => {
    const [image, base, buildBase] = ['jetsam-own', 'jetsam-own-base', 'jetsam-own-build'].map(
      (one) => `${one}:${runId}`,
    ) as [string, string, string]
    beforeAll(async () => {
      const changes = [
        'LABEL jetsam-test=1',
        'ENV PATH=/usr/local/bin:/usr/bin:/bin',
        `ENV NODE_EXTRA_CA_CERTS=${certificates}`,
      ]
      const flags = changes.flatMap((change) => ['--change', change])
      await docker(['import', ...flags, '-', base], { stdin: nodeSystem(false) })
      await docker(['import', ...flags, '-', buildBase], { stdin: nodeSystem(true) })
      const npmrc = join(homedir(), '.npmrc')
      const secret = existsSync(npmrc) ? ['--secret', `id=npmrc,src=${npmrc}`] : []
      const bases = ['--build-arg', `BASE=${base}`, '--build-arg', `BUILD_BASE=${buildBase}`]
      // On the host's network: the tests' engine has none of its own.
      await docker(['build', '--network=host', '--progress=plain', ...bases, ...secret, '--tag', image, repository], {
        env: { DOCKER_BUILDKIT: '1' },
        timeout: 600_000,
      })
    }, 900_000)
    afterAll(async () => {
      await tryDocker(['rmi', image, base, buildBase])
    })

    it('runs as nobody, and scans an archive from stdin', async () => {
      const [config] = JSON.parse(await docker(['image', 'inspect', image]))
      expect(config.Config.User).toBe('65532:65532')
      const run = ['run', '--rm', '--network=none', '--read-only', '--tmpfs', '/cache:uid=65532']
      expect(await docker([...run, image, '--version'])).toMatch(/^\d+\.\d+\.\d+$/)
      const scanned = await tryDocker([...run, '-i', image, 'scan', '-'], { stdin: dockerStream(['save', base]) })
      expect(scanned.stdout).toContain('complete: 1 layer')
    })

    it('is found clean by itself, and holds no tool of its build', async () => {
      const ignored = join(repository, 'integrations/docker/jetsamignore.yaml')
      const flags = ['--format', 'json', '--no-cache', '--ignore-file', ignored]
      const { code, stdout } = await jetsam(['scan', ...flags, `docker:${image}`], { timeout: 300_000 })
      const { findings } = JSON.parse(stdout) as Report
      // Ids without their secrets are no leak, and Node.js itself has some that look like it.
      expect(findings.filter(({ severity }) => severity !== 'low' && severity !== 'info')).toEqual([])
      expect(findings.flatMap(({ occurrences }) => occurrences.filter(({ path }) => path?.startsWith('opt/')))).toEqual(
        [],
      )
      expect(code).toBe(0)
      const modules = await docker(['run', '--rm', '--entrypoint', 'ls', image, '/opt/jetsam/node_modules'])
      expect(modules).toContain('commander')
      expect(modules).not.toMatch(/typescript|vitest|biome/)
    })

    it('is small', async () => {
      const sizeOf = async (name: string) => Number(await docker(['image', 'inspect', '--format', '{{.Size}}', name]))
      expect((await sizeOf(image)) - (await sizeOf(base))).toBeLessThan(60_000_000)
    })
  })
})
