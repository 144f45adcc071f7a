import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serialize } from 'node:v8'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { archiveOf, entriesOf, openEntry, scanWith, secrets, settle, steps, temporaryFolder } from './scanning.js'

let folder: string
let cacheFolder: string
let file: string
let reference: string
beforeEach(async () => {
  folder = temporaryFolder()
  cacheFolder = join(folder, 'cache')
  file = join(folder, 'image.tar')
  reference = `docker-archive:${file}`
  writeFileSync(file, archiveOf())
  await settle()
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

describe('a second scan of an archive', () => {
  it('gives the same report, byte for byte, and reads nothing', async () => {
    const plain = await scanWith([reference])
    const first = await scanWith([reference], { cacheFolder })
    const second = await scanWith([reference], { cacheFolder })
    expect(plain.report.findings.length).toBeGreaterThan(5)
    expect(plain.report.suppressed.map(({ reason }) => reason)).toEqual(['in the folder of the npm package y@1.0.0'])
    expect(first.json).toBe(plain.json)
    expect(second.json).toBe(plain.json)
    expect([first.bytesRead > 0, second.bytesRead]).toEqual([true, 0])
  })

  it('knows a folder as long as nothing in it changes', async () => {
    const layout = join(folder, 'layout')
    execFileSync('tar', ['-xzf', join(import.meta.dirname, '../../fixtures/multi-index.tar.gz'), '-C', folder])
    renameSync(join(folder, 'multi-index'), layout)
    await settle()
    const plain = await scanWith([`oci-dir:${layout}`])
    const first = await scanWith([`oci-dir:${layout}`], { cacheFolder })
    const second = await scanWith([`oci-dir:${layout}`], { cacheFolder })
    expect(plain.report.coverage.layers).toBeGreaterThan(0)
    expect([first.json, second.json]).toEqual([plain.json, plain.json])
    expect([first.bytesRead > 0, second.bytesRead]).toEqual([true, 0])
    const other = await scanWith([`oci-dir:${layout}`], { cacheFolder, platform: 'all' })
    expect(other.report.images).toHaveLength(2)
    writeFileSync(join(layout, 'blobs/sha256/more'), 'more')
    await settle()
    expect((await scanWith([`oci-dir:${layout}`], { cacheFolder })).bytesRead).toBeGreaterThan(0)
  })

  it('keeps a layer once, and merges its secrets with those of other images', async () => {
    const other = join(folder, 'other.tar')
    writeFileSync(other, archiveOf([steps[0]!, { createdBy: 'RUN x', layer: [{ path: 'x', body: secrets.token }] }]))
    await settle()
    const both = [reference, `docker-archive:${other}`]
    await scanWith([reference], { cacheFolder })
    await scanWith(both, { cacheFolder })
    expect([entriesOf(cacheFolder, 'layer').length, entriesOf(cacheFolder, 'source').length]).toEqual([3, 2])
    const [plain, cached] = [await scanWith(both), await scanWith(both, { cacheFolder })]
    expect(cached.json).toBe(plain.json)
    expect(cached.bytesRead).toBe(0)
    const token = plain.report.findings.find(({ occurrences }) => occurrences.some(({ path }) => path === 'x'))
    expect(new Set(token?.occurrences.map(({ image }) => image))).toEqual(new Set([0, 1]))
  })

  it('mixes with a source that is not known', async () => {
    const other = join(folder, 'other.tar')
    writeFileSync(other, archiveOf([{ createdBy: 'RUN x', layer: [{ path: 'x', body: secrets.token }] }]))
    await scanWith([reference], { cacheFolder })
    const both = [reference, `docker-archive:${other}`]
    expect((await scanWith(both, { cacheFolder })).json).toBe((await scanWith(both)).json)
  })

  it('reads all again where secrets are to be shown, and keeps none of them', async () => {
    const shown = await scanWith([reference], { cacheFolder, showSecrets: true })
    expect(shown.json).toContain(secrets.token)
    expect(readdirSync(folder)).not.toContain('cache')
    await scanWith([reference], { cacheFolder })
    expect((await scanWith([reference], { cacheFolder, showSecrets: true })).json).toBe(shown.json)
  })

  it('has its own entries for each JETSAM_ID_KEY', async () => {
    await scanWith([reference], { cacheFolder })
    const env = { JETSAM_ID_KEY: 'mine' }
    expect((await scanWith([reference], { cacheFolder, env })).bytesRead).toBeGreaterThan(0)
    const again = await scanWith([reference], { cacheFolder, env })
    expect([again.bytesRead, again.json]).toEqual([0, (await scanWith([reference], { env })).json])
  })

  it('judges a token again once it has expired', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const expiry = Math.floor(Date.now() / 1000) + 3600
    const token = [
      part({ alg: 'HS256', typ: 'JWT' }),
      part({ sub: 'someone', exp: expiry }),
      expandTemplate('{base64url:43}', 'cache, signature'),
    ].join('.')
    writeFileSync(file, archiveOf([{ createdBy: 'COPY a b', layer: [{ path: 'jwt', body: `${token}\n` }] }]))
    await settle()
    const before = await scanWith([reference], { cacheFolder })
    expect((await scanWith([reference], { cacheFolder })).bytesRead).toBe(0)
    const now = Date.now()
    vi.spyOn(Date, 'now').mockImplementation(() => now + 7200_000)
    const after = await scanWith([reference], { cacheFolder })
    expect(after.bytesRead).toBeGreaterThan(0)
    expect(after.json).not.toBe(before.json)
    expect(after.json).toContain('expired on')
  })
})

describe('what the cache holds', () => {
  it('is no secret, not even for those who have its key', async () => {
    await scanWith([reference], { cacheFolder })
    const names = [...entriesOf(cacheFolder, 'layer'), ...entriesOf(cacheFolder, 'source')]
    expect(names.length).toBe(3)
    for (const name of names) {
      const value = await openEntry(cacheFolder, name)
      expect(value).toBeDefined()
      const texts = [serialize(value).toString('latin1'), readFileSync(join(cacheFolder, 'entries', name), 'latin1')]
      for (const [kind, secret] of Object.entries(secrets)) {
        const lines = secret.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))
        for (const line of lines) {
          const parts = [line.slice(4, 12), line.slice(0, 9), line.slice(-9)]
          const seen = parts.filter((part) => texts.some((text) => text.includes(part)))
          expect(seen, kind).toEqual([])
        }
      }
    }
  })

  it('is for its owner alone', async () => {
    const { statSync } = await import('node:fs')
    await scanWith([reference], { cacheFolder })
    const modes = ['.', 'entries', 'key', `entries/${entriesOf(cacheFolder, 'layer')[0]}`].map(
      (name) => statSync(join(cacheFolder, name)).mode & 0o777,
    )
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600])
  })
})

describe('the cache blinds no scan', () => {
  const leak = { path: 'leak', body: expandLeak() }

  function expandLeak(): string {
    return `TOKEN=${secrets.inKey}\n`
  }

  it('by another file under the same name, of the same size and time of change', async () => {
    await scanWith([reference], { cacheFolder })
    const clean = archiveOf([{ createdBy: 'COPY a b', layer: [{ path: 'leak', body: ' '.repeat(leak.body.length) }] }])
    const leaky = archiveOf([{ createdBy: 'COPY a b', layer: [leak] }])
    expect(clean.length).toBe(leaky.length)
    const time = new Date('2024-01-01T00:00:00Z')
    writeFileSync(file, clean)
    utimesSync(file, time, time)
    await settle()
    expect((await scanWith([reference], { cacheFolder })).json).not.toContain('github')
    writeFileSync(file, leaky)
    utimesSync(file, time, time)
    await settle()
    const found = await scanWith([reference], { cacheFolder })
    expect(found.json).toBe((await scanWith([reference])).json)
    expect(found.json).toContain('github')
    const other = join(folder, 'other.tar')
    writeFileSync(other, clean)
    utimesSync(other, time, time)
    renameSync(other, file)
    expect((await scanWith([reference], { cacheFolder })).json).not.toContain('github')
  })

  it('by an archive that claims the diff id of a known layer over other bytes', async () => {
    const clean = archiveOf([{ createdBy: 'COPY a b', layer: [{ path: 'leak', body: ' '.repeat(leak.body.length) }] }])
    const leaky = archiveOf([{ createdBy: 'COPY a b', layer: [leak] }])
    writeFileSync(file, clean)
    await settle()
    await scanWith([reference], { cacheFolder })
    const at = clean.indexOf(' '.repeat(leak.body.length))
    const layer = leaky.subarray(leaky.indexOf(leak.body), leaky.indexOf(leak.body) + leak.body.length)
    const forged = Buffer.from(clean)
    layer.copy(forged, at)
    const hostile = join(folder, 'hostile.tar')
    writeFileSync(hostile, forged)
    await settle()
    for (const scanned of [
      await scanWith([`docker-archive:${hostile}`], { cacheFolder }),
      await scanWith([`docker-archive:${hostile}`], { cacheFolder }),
    ]) {
      expect(scanned.json).toContain('github')
      expect(scanned.report.coverage.complete).toBe(false)
    }
    writeFileSync(file, clean)
    await settle()
    expect((await scanWith([reference], { cacheFolder })).json).not.toContain('github')
  })

  it.each<[string, (path: string, other: string) => void]>([
    ['cut', (path) => writeFileSync(path, readFileSync(path).subarray(0, -3))],
    ['emptied', (path) => writeFileSync(path, '')],
    ['turned in one bit', (path) => writeFileSync(path, turned(readFileSync(path)))],
    ['taken for another', (path, other) => copyFileSync(other, path)],
    ['removed', (path) => rmSync(path)],
  ])('by an entry that was %s: it is ignored, and made anew', async (_, damage) => {
    const plain = await scanWith([reference], { cacheFolder })
    const entries = join(cacheFolder, 'entries')
    const [one, other] = entriesOf(cacheFolder, 'layer')
    damage(join(entries, one!), join(entries, other!))
    const after = await scanWith([reference], { cacheFolder })
    expect([after.json, after.bytesRead > 0]).toEqual([plain.json, true])
    expect((await scanWith([reference], { cacheFolder })).bytesRead).toBe(0)
  })

  it('by a key that is not its own', async () => {
    await scanWith([reference], { cacheFolder })
    writeFileSync(join(cacheFolder, 'key'), Buffer.alloc(32, 7))
    expect((await scanWith([reference], { cacheFolder })).bytesRead).toBeGreaterThan(0)
  })

  it.each([
    ['', 0o777],
    ['entries', 0o770],
    ['key', 0o644],
  ])('by a folder or key that others can reach: %s', async (name, mode) => {
    const plain = await scanWith([reference], { cacheFolder })
    chmodSync(join(cacheFolder, name), mode)
    const after = await scanWith([reference], { cacheFolder })
    expect(after.json).toBe(plain.json)
    expect(after.bytesRead).toBeGreaterThan(0)
    expect(after.notes.join()).toMatch(/^the layer cache is not used: .* is open to others/)
  })
})

describe('a layer that could not be read', () => {
  it('is read again each time', async () => {
    writeFileSync(file, archiveOf().subarray(0, 3000))
    await settle()
    const first = await scanWith([reference], { cacheFolder })
    const second = await scanWith([reference], { cacheFolder })
    expect(first.problems.length).toBeGreaterThan(0)
    expect([second.json, second.bytesRead > 0]).toEqual([first.json, true])
    expect(entriesOf(cacheFolder, 'source')).toEqual([])
  })
})

describe('the folder of the cache', () => {
  it('may be one that cannot be made', async () => {
    const { json, notes } = await scanWith([reference], { cacheFolder: join(file, 'cache') })
    expect(json).toBe((await scanWith([reference])).json)
    expect(notes.join()).toMatch(/^the layer cache is not used: /)
  })

  it.skipIf(process.getuid?.() === 0)('may be read only', async () => {
    const plain = await scanWith([reference], { cacheFolder })
    const other = join(folder, 'other.tar')
    copyFileSync(file, other)
    chmodSync(join(cacheFolder, 'entries'), 0o500)
    expect((await scanWith([reference], { cacheFolder })).bytesRead).toBe(0)
    const unknown = await scanWith([`docker-archive:${other}`], { cacheFolder })
    chmodSync(join(cacheFolder, 'entries'), 0o700)
    expect([unknown.problems, unknown.report.findings.length]).toEqual([[], plain.report.findings.length])
  })

  it('serves several processes at once', { timeout: 120_000 }, async () => {
    const args = ['dist/main.js', 'scan', reference, '--format', 'json', '--quiet', '--cache-dir', cacheFolder]
    const run = () => promisify(execFile)(process.execPath, args).catch((error: { stdout: string }) => error)
    const [one, ...others] = (await Promise.all([run(), run(), run(), run()])).map(({ stdout }) => stdout)
    expect(JSON.parse(one!)).toHaveProperty('findings')
    expect(new Set(others)).toEqual(new Set([one]))
    expect(readdirSync(join(cacheFolder, 'entries')).filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect((await run()).stdout).toBe(one)
  })
})

function turned(bytes: Buffer): Buffer {
  bytes[bytes.length - 20]! ^= 1
  return bytes
}
