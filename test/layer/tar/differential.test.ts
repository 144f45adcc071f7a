import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import tarStream from 'tar-stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTar } from './collect.js'
import { paxBody, type RawEntry, tarOf } from './write.js'

const longName = `${'long-directory-name/'.repeat(9)}${'n'.repeat(60)}`
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-tar-'))
  mkdirSync(join(folder, 'tree', longName, '..'), { recursive: true })
  const path = (name: string) => join(folder, 'tree', name)
  writeFileSync(path('empty'), '')
  writeFileSync(path('a-file'), 'x'.repeat(70_000))
  writeFileSync(path('block'), 'b'.repeat(512))
  writeFileSync(path('naïve name'), 'utf-8')
  linkSync(path('a-file'), path('hard'))
  symlinkSync('../somewhere/else', path('soft'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function gnuTar(...options: string[]): Buffer {
  return execFileSync('tar', ['-C', folder, '-c', '-f', '-', ...options], { maxBuffer: 1 << 28 })
}

describe('archives of GNU tar', () => {
  it.each(['v7', 'ustar', 'gnu', 'oldgnu', 'pax', 'posix'])('--format=%s', (format) => {
    const { entries, warnings, ending } = readTar(
      gnuTar(`--format=${format}`, '--sort=name', ...(format === 'v7' ? ['--exclude=long-*'] : []), 'tree'),
      [4096],
    )
    expect(entries.map((entry) => [entry.type, entry.path, entry.linkPath, entry.body])).toEqual([
      ['directory', 'tree', '', ''],
      ['file', 'tree/a-file', '', 'x'.repeat(70_000)],
      ['file', 'tree/block', '', 'b'.repeat(512)],
      ['file', 'tree/empty', '', ''],
      ['link', 'tree/hard', 'tree/a-file', ''],
      ...(format === 'v7' ? [] : longDirectories()).map((path) => ['directory', path, '', '']),
      ['file', `tree/${Buffer.from('naïve name').toString('latin1')}`, '', 'utf-8'],
      ['symlink', 'tree/soft', '../somewhere/else', ''],
    ])
    expect(warnings).toEqual([])
    expect(ending).toMatchObject({ kind: 'complete', endMark: true })
  })

  it.each(['gnu', 'pax'])('--format=%s with a long name', (format) => {
    writeFileSync(join(folder, 'long-list'), `${`tree/${longName}`}\n`)
    writeFileSync(join(folder, 'tree', longName), 'found')
    const { entries } = readTar(gnuTar(`--format=${format}`, '-T', join(folder, 'long-list')))
    rmSync(join(folder, 'tree', longName))
    expect(entries).toMatchObject([{ path: `tree/${longName}`, body: 'found' }])
  })

  it.each([
    ['gnu', '1.0'],
    ['pax', '0.0'],
    ['pax', '0.1'],
    ['pax', '1.0'],
  ])('--format=%s --sparse-version=%s, with more holes than one header holds', (format, version) => {
    const file = openSync(join(folder, 'sparse'), 'w')
    for (let i = 0; i < 60; i++) writeSync(file, `piece ${i} `, i * 65_536)
    const tar = gnuTar(`--format=${format}`, '-S', `--sparse-version=${version}`, 'sparse', 'tree/block')
    expect(tar.length).toBeLessThan(1 << 20)
    const { entries, warnings } = readTar(tar, [777])
    expect(entries.map((entry) => entry.path)).toEqual(['sparse', 'tree/block'])
    for (let i = 0; i < 60; i++) expect(entries[0]!.body).toContain(`piece ${i} `)
    expect(entries[1]!.body).toBe('b'.repeat(512))
    expect(warnings).toEqual([])
  })
})

function longDirectories(): string[] {
  const parts = longName.split('/').slice(0, -1)
  return parts.map((_, index) => ['tree', ...parts.slice(0, index + 1)].join('/'))
}

const name = fc
  .array(fc.constantFrom('a', 'bc', 'usr', 'x'.repeat(50), 'é'), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('/'))
const files = fc.array(fc.record({ name, body: fc.string({ maxLength: 1500 }) }), { maxLength: 8 })

describe('archives of tar-stream', () => {
  it('are read as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (written) => {
        const pack = tarStream.pack()
        for (const { name, body } of written) pack.entry({ name }, body)
        pack.finalize()
        const chunks: Buffer[] = []
        for await (const chunk of pack) chunks.push(chunk as Buffer)
        const { entries, warnings, ending } = readTar(Buffer.concat(chunks))
        const utf8 = (text: string) => Buffer.from(text).toString('latin1')
        expect(entries.map(({ path, body }) => ({ name: path, body }))).toEqual(
          written.map(({ name, body }) => ({ name: utf8(name), body: utf8(body) })),
        )
        expect(warnings).toEqual([])
        expect(ending.kind).toBe('complete')
      }),
      { numRuns: 50 },
    )
  })
})

const anyEntry: fc.Arbitrary<RawEntry | Buffer> = fc.oneof(
  fc.record({
    name: fc.string({ maxLength: 20 }),
    typeFlag: fc.constantFrom('0', '\0', '1', '2', '5', '7', 'S', 'V', 'L', 'K', 'g', 'x'),
    body: fc.oneof(
      fc.string({ maxLength: 1200 }),
      fc.string({ maxLength: 20 }).map((path) => paxBody({ path })),
    ),
    magic: fc.constantFrom('v7' as const, 'ustar' as const, 'gnu' as const),
    padding: fc.constantFrom('', 'p'),
    checksum: fc.constantFrom(undefined, undefined, undefined, 'wrong' as const),
  }) as fc.Arbitrary<RawEntry>,
  fc.uint8Array({ maxLength: 1100 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(Buffer.alloc(512), Buffer.alloc(1024)),
)
const anyArchive = fc.tuple(fc.array(anyEntry, { maxLength: 8 }), fc.nat({ max: 1100 }))

describe('archives of any kind', () => {
  const limits = { extensionBytes: 1000, resyncBytes: 2048 }
  const cut = ([entries, less]: [(RawEntry | Buffer)[], number]) => {
    const tar = tarOf(...entries)
    return tar.subarray(0, Math.max(0, tar.length - less))
  }

  it('read the same however the bytes are cut', () => {
    fc.assert(
      fc.property(anyArchive, fc.array(fc.nat({ max: 1500 }), { minLength: 1, maxLength: 30 }), (archive, cuts) => {
        const tar = cut(archive)
        expect(readTar(tar, cuts, limits)).toEqual(readTar(tar, [1 << 20], limits))
      }),
      { numRuns: 400 },
    )
  })

  it('lose no byte of a body', () => {
    fc.assert(
      fc.property(anyArchive, ([archive]) => {
        const marked = archive.flatMap((entry, i) => [wholeBlocks(entry), { name: 'm', body: `MARK${i}` }])
        const bodies = readTar(tarOf(...marked), [500], limits).entries.map((entry) => entry.body)
        for (let i = 0; i < archive.length; i++) expect(bodies.some((body) => body.includes(`MARK${i}`))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

function wholeBlocks(entry: RawEntry | Buffer): RawEntry | Buffer {
  return Buffer.isBuffer(entry) ? Buffer.concat([entry], Math.ceil(entry.length / 512) * 512) : entry
}
