import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { acmeMaintainer, debianMaintainer, md5, scanLayers } from './debian-image.js'

const programs = { build: '/usr/bin/dpkg-deb', install: '/usr/bin/dpkg' }
const isDebian = Object.values(programs).every((path) => existsSync(path)) && process.getuid?.() === 0

describe.runIf(isDebian)('packages that dpkg itself installed', () => {
  const keys = Object.fromEntries(
    ['debian', 'acme', 'changed', 'conffile'].map((name) => [name, expandTemplate('{pem:EC PRIVATE KEY}', name)]),
  )
  let folder: string
  let root: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-dpkg-'))
    root = join(folder, 'root')
    await mkdir(join(root, 'var/lib/dpkg/updates'), { recursive: true })
    await mkdir(join(root, 'var/lib/dpkg/info'))
    await writeFile(join(root, 'var/lib/dpkg/status'), '')
    const debian = { 'usr/lib/example/debian': keys.debian!, 'usr/lib/example/changed': keys.debian! }
    await install('libexample1', debianMaintainer, { ...debian, 'etc/example.pem': keys.conffile! })
    await install('acme-server', acmeMaintainer, { 'usr/lib/acme/key': keys.acme! })
    await writeFile(join(root, 'usr/lib/example/changed'), keys.changed!)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it("are excused where they are Debian's and unchanged, and nowhere else", async () => {
    const { findings, suppressed, coverage } = await scanLayers(await entriesOf(root))
    const pathsOf = (all: typeof findings) => all.flatMap((one) => one.occurrences.map(({ path }) => path)).sort()
    expect(coverage.complete).toBe(true)
    expect(pathsOf(findings)).toEqual(['usr/lib/acme/key', 'usr/lib/example/changed'])
    expect(pathsOf(suppressed)).toEqual(['etc/example.pem', 'usr/lib/example/debian'])
    expect(new Set(suppressed.map(({ reason }) => reason))).toEqual(
      new Set(["part of Debian's package libexample1, unchanged"]),
    )
  })

  async function install(name: string, maintainer: string, files: Record<string, string>): Promise<void> {
    const tree = join(folder, name)
    const conffiles = Object.keys(files).filter((path) => path.startsWith('etc/'))
    const others = Object.entries(files).filter(([path]) => !path.startsWith('etc/'))
    const control = `Package: ${name}\nVersion: 1.0\nArchitecture: all\nMaintainer: ${maintainer}\nDescription: for a test\n`
    await writeAll(tree, {
      ...files,
      'DEBIAN/control': control,
      'DEBIAN/md5sums': others.map(([path, body]) => `${md5(body)}  ${path}\n`).join(''),
      ...(conffiles.length > 0 && { 'DEBIAN/conffiles': conffiles.map((path) => `/${path}\n`).join('') }),
    })
    const archive = join(folder, `${name}.deb`)
    execFileSync(programs.build, ['--build', tree, archive], { stdio: 'ignore' })
    execFileSync(programs.install, [`--root=${root}`, '--log=/dev/null', '--install', archive], { stdio: 'ignore' })
  }
})

async function writeAll(tree: string, files: Record<string, string>): Promise<void> {
  for (const [path, body] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true })
    await writeFile(join(tree, path), body)
  }
  await chmod(join(tree, 'DEBIAN'), 0o755)
}

async function entriesOf(root: string) {
  const found = await readdir(root, { recursive: true, withFileTypes: true })
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  return Promise.all(files.map(async (file) => ({ path: relative(root, file), body: await readFile(file) })))
}
