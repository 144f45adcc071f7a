import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TarEntry } from '../../../src/demo/ustar.js'
import { sqliteBlobs } from '../../../src/layer/packages/rpm/sqlite/blobs.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { scanLayers } from './debian-image.js'

const programs = { build: '/usr/bin/rpmbuild', install: '/usr/bin/rpm', load: '/usr/bin/db5.3_load' }
const isThere = existsSync(programs.build) && existsSync(programs.install) && process.getuid?.() === 0

describe.runIf(isThere)('packages that rpm itself installed', () => {
  const keys = Object.fromEntries(
    ['fedora', 'acme', 'changed', 'config', 'ghost'].map((name) => [
      name,
      expandTemplate('{pem:EC PRIVATE KEY}', `rpm, ${name}`),
    ]),
  )
  let folder: string
  let root: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-rpm-'))
    root = join(folder, 'root')
    await mkdir(root)
    const own = { 'usr/lib/example/fedora': keys.fedora!, 'usr/lib/example/changed': keys.fedora! }
    await install('example', 'Fedora Project', { ...own, 'etc/example.pem': keys.config! })
    await install('acme-server', 'ACME', { 'usr/lib/acme/key': keys.acme! })
    await writeFile(join(root, 'usr/lib/example/changed'), keys.changed!)
    await writeFile(join(root, 'usr/lib/example/ghost'), keys.ghost!)
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it("are excused where they are the distribution's and unchanged, and nowhere else", async () => {
    await expectExcused({ path: 'var/lib/rpm/rpmdb.sqlite', body: await sqlite() })
  })

  it.runIf(existsSync(programs.load))('are known from a database of Berkeley DB, too', async () => {
    const path = join(folder, 'Packages')
    const pairs = [...sqliteBlobs(await sqlite(), 1e9)].map((blob, i) => ` 0${i + 1}000000\n ${blob.toString('hex')}\n`)
    const dump = `VERSION=3\nformat=bytevalue\ntype=hash\nHEADER=END\n${pairs.join('')}DATA=END\n`
    execFileSync(programs.load, [path], { input: dump })
    await expectExcused({ path: 'var/lib/rpm/Packages', body: await readFile(path) })
  })

  const sqlite = () => readFile(join(root, 'var/lib/rpm/rpmdb.sqlite'))

  async function expectExcused(database: TarEntry): Promise<void> {
    const { findings, suppressed, coverage } = await scanLayers([...(await ownFiles()), database])
    const pathsOf = (all: typeof findings) => all.flatMap((one) => one.occurrences.map(({ path }) => path)).sort()
    expect(coverage.complete).toBe(true)
    expect(pathsOf(findings)).toEqual(['usr/lib/acme/key', 'usr/lib/example/changed', 'usr/lib/example/ghost'])
    expect(pathsOf(suppressed)).toEqual(['etc/example.pem', 'usr/lib/example/fedora'])
    expect(new Set(suppressed.map(({ reason }) => reason))).toEqual(
      new Set(["part of Fedora's package example, unchanged"]),
    )
  }

  async function ownFiles(): Promise<TarEntry[]> {
    const found = await readdir(root, { recursive: true, withFileTypes: true })
    const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
    const paths = files.map((file) => relative(root, file)).filter((path) => !path.startsWith('var/lib/rpm/'))
    return Promise.all(paths.map(async (path) => ({ path, body: await readFile(join(root, path)) })))
  }

  async function install(name: string, vendor: string, files: Record<string, string>): Promise<void> {
    const tree = join(folder, name)
    for (const [path, body] of Object.entries({ ...files, 'usr/lib/example/ghost': keys.ghost! })) {
      await mkdir(dirname(join(tree, path)), { recursive: true })
      await writeFile(join(tree, path), body)
    }
    const list = Object.keys(files).map((path) => `${path.startsWith('etc/') ? '%config ' : ''}/${path}`)
    const spec = join(folder, `${name}.spec`)
    const lines = [
      `Name: ${name}`,
      'Version: 1',
      'Release: 1',
      'Summary: for a test',
      'License: MIT',
      `Vendor: ${vendor}`,
    ]
    const steps = ['%description', 'For a test', '%install', `cp -r ${tree}/. %{buildroot}/`, '%files', ...list]
    const ghost = name === 'example' ? '%ghost /usr/lib/example/ghost' : '%exclude /usr/lib/example/ghost'
    await writeFile(spec, `${[...lines, 'BuildArch: noarch', ...steps, ghost].join('\n')}\n`)
    execFileSync(programs.build, ['-bb', '--quiet', '--define', `_topdir ${folder}/top`, spec], { stdio: 'ignore' })
    const archive = join(folder, `top/RPMS/noarch/${name}-1-1.noarch.rpm`)
    const options = ['--root', root, '--dbpath', '/var/lib/rpm', '--nodeps', '--noscripts']
    execFileSync(programs.install, [...options, '-i', archive], { stdio: 'ignore' })
  }
})
