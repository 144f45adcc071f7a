import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { writeZip } from '../../../unwrap/zip/write-zip.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('compressed')
const text = `A=1\nTOKEN=${secret}\n`
const conf = { path: 'conf/app.env', body: text }
const gapsOf = (bytes: Uint8Array, limits = {}) =>
  scanFile(bytes, { limits }).gaps.map(({ kind, reason }) => `${kind}: ${reason}`)

describe('compressed files that a program made', () => {
  const programs = [
    ['gzip', ['gzip > line 3'], []],
    ['zstd', ['zstd > line 3'], []],
    ['bzip2', ['bzip2 > line 3'], []],
    ['xz', ['xz > line 3'], []],
    ['lzma', ['lzma > line 3'], []],
  ] as const
  it.each(programs.filter(([program]) => has(program)))('by %s', (program, places, gaps) => {
    const bytes = run(folder(), program, ['-c'], `${'filler '.repeat(300)}\n${text}`)
    expect(placesOf(secret, bytes)).toEqual(places)
    expect(gapsOf(bytes)).toEqual(gaps)
  })

  it.runIf(has('tar') && has('gzip'))('by tar, in every format', () => {
    const cwd = folder()
    mkdirSync(join(cwd, 'conf'))
    writeFileSync(join(cwd, 'conf/app.env'), text)
    for (const format of ['v7', 'ustar', 'gnu', 'pax']) {
      run(cwd, 'tar', ['-cf', 'a.tar', `--format=${format}`, 'conf'])
      run(cwd, 'tar', ['-czf', 'a.tgz', `--format=${format}`, 'conf'])
      run(cwd, 'tar', ['-cf', 'b.tar', `--format=${format}`, 'a.tgz'])
      const read = (name: string) => placesOf(secret, readFileSync(join(cwd, name)))
      expect(read('a.tar')).toEqual(['tar:conf/app.env > line 2'])
      expect(read('a.tgz')).toEqual(['gzip > tar:conf/app.env > line 2'])
      expect(read('b.tar')).toEqual(['tar:a.tgz > gzip > tar:conf/app.env > line 2'])
    }
  })
})

describe('archives that are not opened', () => {
  const closed = (id: string) => [`unopened: ${id} is not opened: its bytes were searched as they are`]

  it.runIf(has('7z'))('7z, as 7z makes it: known by its content, its raw bytes searched', () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'app.env'), text)
    run(cwd, '7z', ['a', '-mx0', 'stored.7z', 'app.env'])
    run(cwd, '7z', ['a', '-mx9', 'packed.7z', 'app.env'])
    const [stored, packed] = ['stored.7z', 'packed.7z'].map((name) => readFileSync(join(cwd, name)))
    expect(placesOf(secret, stored!)).toEqual(['line 2'])
    expect(gapsOf(stored!)).toEqual(closed('7z'))
    expect(gapsOf(gzipSync(packed!))).toEqual(closed('7z'))
  })

  it.each([
    ['4', 'Rar!\x1a\x07\x00'],
    ['5', 'Rar!\x1a\x07\x01\x00'],
  ])('rar %s', (_, start) => {
    const bytes = Buffer.from(`${start}${text}`, 'latin1')
    expect(placesOf(secret, bytes)).toEqual(['line 2'])
    expect(gapsOf(bytes)).toEqual(closed('rar'))
    expect(gapsOf(Buffer.from('no archive at all'))).toEqual([])
  })
})

const noise = Buffer.from('x'.repeat(50))

describe('compressed files that are odd', () => {
  const member = gzipSync(text)
  it.each<[string, Uint8Array, string[], string[]]>([
    ['members one after the other', Buffer.concat([gzipSync('x\n'), member]), ['gzip > line 3'], []],
    ['bytes behind the last member', Buffer.concat([member, noise]), ['gzip > line 2'], []],
    [
      'an end that is missing',
      member.subarray(0, -8),
      ['gzip > line 2'],
      ['unopened: the compressed data ends too early'],
    ],
    ['a checksum that is wrong', Buffer.concat([member.subarray(0, -8), Buffer.alloc(8, 1)]), ['gzip > line 2'], []],
    [
      'a tar in a zip in a gzip',
      gzipSync(writeZip([{ name: 'a.tar', data: tarOf([conf]) }])),
      ['gzip > zip:a.tar > tar:conf/app.env > line 2'],
      [],
    ],
    [
      'an image archive, as docker save writes it',
      tarOf([
        { path: 'abc/layer.tar', body: tarOf([conf]) },
        { path: 'manifest.json', body: '[]' },
      ]),
      ['tar:abc/layer.tar > tar:conf/app.env > line 2'],
      [],
    ],
    [
      'a tar that breaks off',
      tarOf([{ ...conf, body: `${text}${noise}` }]).subarray(0, 600),
      ['tar:conf/app.env > line 2'],
      ['unopened: the tar ends inside an entry'],
    ],
    [
      'a header with all its fields',
      Buffer.concat([
        Buffer.from('1f8b081e000000000003', 'hex'),
        Buffer.from('\x02\x00abname\0comment\0hc', 'latin1'),
        member.subarray(10),
      ]),
      ['gzip > line 2'],
      [],
    ],
    [
      'no compressed data at all',
      Buffer.concat([member.subarray(0, 10), Buffer.alloc(20, 0xff)]),
      [],
      ['unopened: the compressed data is malformed'],
    ],
    ['nothing but a magic', Buffer.from('1f8b0800', 'hex'), [], []],
  ])('%s', (_, bytes, places, gaps) => {
    expect(placesOf(secret, bytes)).toEqual(places)
    expect(gapsOf(bytes)).toEqual(gaps)
  })

  it('a secret in a name inside', () => {
    const { candidates } = scanFile(gzipSync(tarOf([{ path: `srv/${secret}/x`, body: 'x' }])))
    expect(candidates.map((one) => [one.secret, one.via?.at(-1)])).toEqual([[secret, 'name']])
  })

  it('of members that bring nothing: their number takes time, too', () => {
    const empty = Buffer.concat(Array.from({ length: 20_000 }, () => gzipSync('')))
    expect(gapsOf(empty, { workPerLayer: 100_000 })).toEqual([
      'limit: unwrapping the files of this layer takes too much time',
    ])
  })

  it('of a bomb', () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000))
    expect(gapsOf(bomb, { ratioFromBytes: 1_000_000 })).toEqual([
      'limit: what is inside is more than 250 times as large as the file',
    ])
  })

  it('that brings itself, again and again', () => {
    // As a quine would: the output of each member begins with a gzip, to the limit of depth.
    let bytes: Buffer = Buffer.from(text)
    for (let depth = 0; depth < 30; depth++) bytes = gzipSync(bytes)
    expect(gapsOf(bytes)).toEqual(['limit: more than 5 wrappings inside each other: not opened as gzip'])
  })

  it('of a kind that is not opened is told at any depth', () => {
    let bytes: Buffer = Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), noise])
    for (let depth = 0; depth < 5; depth++) bytes = gzipSync(bytes)
    expect(gapsOf(bytes)).toEqual(['unopened: rar is not opened: its bytes were searched as they are'])
  })

  it('of a window that is too large', () => {
    const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0xa8, 1, 0, 0, 0, 0, 0])
    expect(gapsOf(frame)).toEqual([`limit: a zstd window of ${2 ** 31} bytes is above the limit of 67108864`])
  })

  it('damaged or cut anywhere: never throws, the same in pieces of any size', () => {
    const whole = [
      gzipSync(tarOf([conf, { path: 'b.zip', body: writeZip([{ name: 'x', data: text }]) }])),
      tarOf([conf, { path: 'c.gz', body: gzipSync(text) }]),
      ...(has('zstd') ? [run(folder(), 'zstd', ['-c'], text.repeat(40))] : []),
      Buffer.concat([deflateRawSync(text), gzipSync(text)]),
    ]
    const damage = fc.record({
      file: fc.nat(whole.length - 1),
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      cut: fc.boolean(),
    })
    fc.assert(
      fc.property(damage, ({ file, at, bytes, cut }) => {
        const copy = Buffer.from(whole[file]!)
        const offset = Math.floor(at * copy.length)
        if (!cut) copy.set(bytes.subarray(0, copy.length - offset), offset)
        // What a break costs hangs on how the bytes were cut; that nothing throws does not.
        scanFile(cut ? copy.subarray(0, offset) : copy)
        scanFile(cut ? copy.subarray(0, offset) : copy, { pieceLength: 700 })
      }),
      { numRuns: 200 },
    )
  })
})
