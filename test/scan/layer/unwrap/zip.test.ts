import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeZip, type ZipEntry } from '../../../unwrap/zip/write-zip.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('zip')
const text = `A=1\nTOKEN=${secret}\n`
const entry: ZipEntry = { name: 'conf/app.env', data: text }
const via = 'zip:conf/app.env > line 2'
const gapsOf = (bytes: Uint8Array, limits = {}) =>
  scanFile(bytes, { limits }).gaps.map(({ kind, reason }) => `${kind}: ${reason}`)

describe('a zip that a program made', () => {
  it.runIf(has('zip'))('by zip: deflated, stored, to a stream', () => {
    const cwd = folder()
    mkdirSync(join(cwd, 'conf'))
    writeFileSync(join(cwd, 'conf/app.env'), text)
    run(cwd, 'zip', ['-qr', 'a.zip', 'conf'])
    run(cwd, 'zip', ['-qr0', 'b.zip', 'conf'])
    const stream = run(cwd, 'zip', ['-qr', '-', 'conf'])
    const fromStdin = run(cwd, 'zip', ['-q', '-', '-'], text)
    expect(placesOf(secret, readFileSync(join(cwd, 'a.zip')))).toEqual([via])
    expect(placesOf(secret, readFileSync(join(cwd, 'b.zip')))).toEqual([via])
    expect(placesOf(secret, stream)).toEqual([via])
    expect(placesOf(secret, fromStdin)).toEqual(['zip:- > line 2'])
    expect([...gapsOf(stream), ...gapsOf(fromStdin)]).toEqual([])
  })

  it.runIf(has('zip'))('by zip -e: encrypted, which is told', () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'app.env'), text)
    run(cwd, 'zip', ['-q', '-P', 'x', 'a.zip', 'app.env'])
    const bytes = readFileSync(join(cwd, 'a.zip'))
    expect(placesOf(secret, bytes)).toEqual([])
    expect(gapsOf(bytes)).toEqual(['unopened: entries: 1 encrypted'])
  })

  it.runIf(has('jar'))('by jar, three deep', () => {
    const cwd = folder()
    mkdirSync(join(cwd, 'conf'))
    writeFileSync(join(cwd, 'conf/app.env'), text)
    run(cwd, 'jar', ['cf', 'a.jar', 'conf'])
    run(cwd, 'jar', ['cf', 'b.war', 'a.jar'])
    run(cwd, 'jar', ['cf', 'c.ear', 'b.war'])
    expect(placesOf(secret, readFileSync(join(cwd, 'c.ear')))).toEqual([`zip:b.war > zip:a.jar > ${via}`])
  })

  it.runIf(has('python3'))('by Python: zip64, a stub in front, other methods', () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'app.env'), text)
    const script = `
import zipfile
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('conf/app.env', 'w', force_zip64=True) as f: f.write(open('app.env', 'rb').read())
with open('b.pex', 'wb') as f:
    f.write(b'#!/usr/bin/env python3\\n')
    f.write(open('a.zip', 'rb').read())
with zipfile.ZipFile('c.zip', 'w') as z:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        z.write('app.env', str(method), method)
`
    run(cwd, 'python3', ['-c', script])
    const [a, b, c] = ['a.zip', 'b.pex', 'c.zip'].map((name) => readFileSync(join(cwd, name)))
    expect(placesOf(secret, a!)).toEqual([via])
    expect(placesOf(secret, b!)).toEqual([via])
    expect(placesOf(secret, c!)).toEqual(['zip:12 > line 2', 'zip:14 > line 2'])
    expect(gapsOf(c!)).toEqual([])
  })

  it.runIf(has('7z'))('by 7z, by every method that it has', () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'app.env'), text)
    for (const method of ['BZip2', 'LZMA', 'Deflate']) {
      run(cwd, '7z', ['a', '-tzip', `-mm=${method}`, `${method}.zip`, 'app.env'])
      const bytes = readFileSync(join(cwd, `${method}.zip`))
      expect([placesOf(secret, bytes), gapsOf(bytes)]).toEqual([['zip:app.env > line 2'], []])
    }
  })
})

describe('a zip of the rarer methods', () => {
  const programs = [
    [12, 'bzip2'],
    [20, 'zstd'],
    [93, 'zstd'],
    [95, 'xz'],
  ] as const
  const here = programs.filter(([, program]) => has(program))
  const packed = (program: string, content = text) => run('/', program, ['-c'], content)
  /** The sizes are those of what was packed, as a zip tells them. */
  const entryOf = (method: number, program: string, name = 'a'): ZipEntry => ({ name, data: packed(program), method })

  it.each(here)('method %d', (method, program) => {
    const zip = writeZip([entryOf(method, program), { name: 'b', data: 'x' }])
    expect([placesOf(secret, zip), gapsOf(zip)]).toEqual([['zip:a > line 2'], []])
    expect(placesOf(secret, writeZip([entryOf(method, program)], { withoutEnd: true }))).toEqual(['zip:a > line 2'])
    const cut = writeZip([{ name: 'a', data: packed(program).subarray(0, -9), method }])
    expect(gapsOf(cut)).toEqual(['unopened: entries: 1 of which the compressed data ends too early'])
  })

  it('is read in one pass, too', () => {
    const zip = writeZip(here.map(([method, program]) => entryOf(method, program, `${method}`)))
    const limits = { heldBytes: 0, spoolBytes: 0 }
    for (const pieceLength of [5, 100, 4096]) {
      const { candidates } = scanFile(zip, { limits, pieceLength })
      expect(candidates.map(({ via: steps }) => steps)).toEqual(here.map(([method]) => [`zip:${method}`]))
    }
  })

  it('gives back what an entry held before the next', () => {
    const entries = Array.from({ length: 30 }, (_, i) => entryOf(12, 'bzip2', `${i}`))
    const { candidates, gaps } = scanFile(writeZip(entries), { limits: { heldBytesInAll: 20_000_000 } })
    expect([candidates.length, gaps]).toEqual([30, []])
  })
})

describe('a zip that says different things', () => {
  const other = token('other')
  it.each<[string, Buffer, string[]]>([
    ['an entry that the directory does not name', writeZip([{ ...entry, directory: 'missing' }]), [via]],
    ['no directory at all', writeZip([entry], { withoutEnd: true }), [via]],
    [
      'sizes behind the data, and no directory',
      writeZip([{ ...entry, descriptor: true }], { withoutEnd: true }),
      [via],
    ],
    ['two names', writeZip([{ ...entry, local: { name: 'b' } }]), ['zip:b > line 2', via]],
    ['two methods', writeZip([{ ...entry, local: { method: 0 } }]), [via]],
    ['two sizes', writeZip([{ ...entry, directory: { compressedSize: 3 } }]), [via]],
    ['a comment behind it', writeZip([entry], { comment: 'hello' }), [via]],
    ['bytes before it', Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), writeZip([entry])]), [via]],
    ['bytes behind it', Buffer.concat([writeZip([entry]), Buffer.alloc(10)]), [via]],
    ['a path that climbs', writeZip([{ ...entry, name: '../../conf/app.env' }]), [via]],
  ])('%s', (_, bytes, places) => {
    expect(placesOf(secret, bytes)).toEqual(places)
  })

  it('tells the place in the archive only once, and what stands beside the entries', () => {
    const bytes = writeZip([{ ...entry, method: 0 }], { comment: `token ${other}` })
    expect(scanFile(bytes).candidates.map(({ via, secret: found }) => [via, found])).toEqual([
      [['zip:conf/app.env'], secret],
      [undefined, other],
    ])
  })

  it('reads an inner file by its own format', () => {
    const password = 'correct-horse-7'
    const bytes = writeZip([{ name: 'root/.netrc', data: `machine example.org login a password ${password}\n` }])
    expect(scanFile(bytes).candidates.map(({ signature, via }) => [signature, via])).toEqual([
      ['netrc-password', ['zip:root/.netrc']],
    ])
  })

  it('finds a secret in the name of an inner file', () => {
    const bytes = writeZip([{ name: `srv/${secret}/x`, data: 'x' }])
    expect(scanFile(bytes).candidates[0]!.secret).toBe(secret)
  })
})

describe('limits', () => {
  const nested = (depth: number): Buffer =>
    depth === 0 ? Buffer.from(text) : writeZip([{ name: `${depth}.zip`, data: nested(depth - 1) }])

  it('opens so many wrappings inside each other', () => {
    expect(placesOf(secret, nested(16))).toHaveLength(1)
    expect(gapsOf(nested(16))).toEqual([])
    expect(placesOf(secret, nested(17))).toEqual([])
    expect(gapsOf(nested(17))).toEqual([
      'limit: more than 16 wrappings inside each other (--unwrap-depth): not opened as zip',
    ])
    expect(gapsOf(nested(2), { depth: 1 })).toHaveLength(1)
    expect(placesOf(secret, nested(1), { limits: { depth: 0 } })).toEqual([])
  })

  const zeros = { name: 'zeros', data: Buffer.alloc(3_000_000) }
  it.each<[string, Buffer, object, string]>([
    [
      'bytes of a file',
      writeZip([entry, zeros]),
      { bytesPerFile: 1_000_000 },
      'more than 1000000 bytes inside (--unwrap-size)',
    ],
    [
      'bytes of a layer',
      writeZip([entry, zeros]),
      { bytesPerLayer: 1_000_000 },
      'more than 1000000 bytes inside the files of this layer (--unwrap-size)',
    ],
    [
      'ratio',
      writeZip([entry, zeros]),
      { ratioFromBytes: 1_000_000 },
      'what is inside is more than 250 times as large as the file (--unwrap-ratio)',
    ],
    ['files', writeZip([entry, zeros, entry]), { entriesPerFile: 2 }, 'more than 2 files inside'],
    [
      'work',
      writeZip([entry, zeros]),
      { workPerLayer: 100_000 },
      'unwrapping the files of this layer takes too much time (--unwrap-time)',
    ],
    [
      'candidates',
      writeZip([entry, { name: 'b', data: `${secret} ${token('2')}` }]),
      { candidatesPerFile: 2 },
      'more than 2 candidates inside',
    ],
  ])('%s: what came before counts, and the gap is told', (_, bytes, limits, reason) => {
    for (const pieceLength of [undefined, 4096]) {
      const { candidates, gaps } = scanFile(bytes, { limits, ...(pieceLength && { pieceLength }) })
      expect(candidates.map((one) => one.secret)).toContain(secret)
      expect(gaps).toEqual([{ kind: 'limit', reason, via: [] }])
    }
  })

  it('looks at the file itself after a limit, deep inside', () => {
    const outer = writeZip([{ name: 'a.zip', data: writeZip([zeros]) }], { comment: `token ${secret}` })
    const { candidates, gaps } = scanFile(outer, { limits: { bytesPerFile: 100_000 } })
    expect(candidates.map((one) => one.secret)).toEqual([secret])
    expect(gaps).toHaveLength(1)
  })
})

describe('a zip that may not be kept is read in one pass', () => {
  const limits = { heldBytes: 64, spoolBytes: 0 }
  const onePass =
    'unopened: read as zip in one pass, without its directory: --no-spool keeps it out of a temporary file'
  const otherGapsOf = (bytes: Uint8Array) => gapsOf(bytes, limits).filter((gap) => gap !== onePass)
  const inner = writeZip([{ name: 'x', data: text }])
  it.each<[string, Buffer, string[], string[]]>([
    ['deflated and stored', writeZip([entry, { ...entry, name: 'b', method: 0 }]), ['zip:b > line 2', via], []],
    [
      'sizes behind the data',
      writeZip([
        { ...entry, descriptor: true },
        { name: 'b', data: text },
      ]),
      ['zip:b > line 2', via],
      [],
    ],
    [
      'empty files and folders',
      writeZip([{ name: 'a/', data: '', method: 0 }, { name: 'c', data: '' }, entry]),
      [via],
      [],
    ],
    ['no directory', writeZip([entry], { withoutEnd: true }), [via], []],
    ['bytes in front', Buffer.concat([Buffer.from('#!/bin/sh\nexit PK\x03\x04\n'), writeZip([entry])]), [via], []],
    [
      'zips inside',
      writeZip([
        { name: 'a.zip', data: inner },
        { name: 'b.zip', data: inner, method: 0 },
      ]),
      ['zip:a.zip > zip:x > line 2', 'zip:b.zip > zip:x > line 2'],
      [],
    ],
    [
      'what is not opened',
      writeZip([
        { ...entry, flags: 1, method: 0 },
        { ...entry, method: 99 },
        { name: 'b', data: text, method: 0, descriptor: true },
        entry,
      ]),
      [via],
      ['encrypted', 'of an unknown method', 'of unknown length'].map((why) => `unopened: entries: 1 ${why}`),
    ],
    [
      'an end too early',
      writeZip([entry, entry], { withoutEnd: true }).subarray(0, -5),
      [via],
      ['unopened: entries: 1 cut off'],
    ],
    [
      'bad data',
      writeZip([{ name: 'b', data: Buffer.alloc(50, 0xff), method: 0, local: { method: 8 } }, entry]),
      [via],
      ['unopened: entries: 1 malformed'],
    ],
  ])('%s', (_, bytes, places, gaps) => {
    expect(placesOf(secret, bytes, { limits })).toEqual(places)
    expect(otherGapsOf(bytes)).toEqual(gaps)
    expect(gapsOf(bytes, limits)).toContain(onePass)
  })

  it.runIf(has('zip'))('as zip writes it to a stream', () => {
    const bytes = run(folder(), 'zip', ['-q', '-', '-'], text.repeat(100))
    expect(placesOf(secret, bytes, { limits })).toHaveLength(100)
    expect(otherGapsOf(bytes)).toEqual([])
  })

  it('also where only several together are too large', () => {
    const half = { name: 'half', data: Buffer.alloc(600_000), method: 0 }
    const bytes = writeZip([{ name: 'a.zip', data: writeZip([half, entry]) }, half])
    for (const spoolBytes of [0, 10_000_000]) {
      const held = { heldBytesInAll: 1_000_000, spoolBytes }
      const scanned = scanFile(bytes, { limits: held, pieceLength: 65_536 })
      expect(scanned.gaps).toHaveLength(spoolBytes === 0 ? 1 : 0)
      expect(scanned.candidates.map((one) => one.via)).toEqual([['zip:a.zip', 'zip:conf/app.env']])
    }
  })

  it('damaged or cut anywhere, in pieces of any size: never throws', () => {
    const whole = writeZip([entry, { name: 'b.zip', data: inner, descriptor: true }, { ...entry, method: 0 }])
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 90 }),
        (at, bytes, pieceLength) => {
          const copy = Buffer.from(whole)
          copy.set(bytes.subarray(0, copy.length - at), at)
          scanFile(copy, { limits, pieceLength })
          scanFile(whole.subarray(0, at), { limits, pieceLength })
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('hostile zips', () => {
  it('of entries that all share their data (a bomb that nests nothing)', () => {
    const data = deflateRawSync(Buffer.alloc(20_000_000))
    const name = { data, method: 0, local: 'missing', directory: { method: 8, offset: 0 } } as const
    const bytes = writeZip([
      { name: 'kernel', data, method: 0, directory: 'missing' },
      ...Array.from({ length: 500 }, (_, i) => ({ ...name, name: `${i}` })),
    ])
    expect(gapsOf(bytes, { ratioFromBytes: 30_000_000 })).toContain(
      'limit: what is inside is more than 250 times as large as the file (--unwrap-ratio)',
    )
  })

  it('that hold themselves', () => {
    // An entry whose data is the archive's own beginning.
    const bytes = writeZip([{ name: 'a.zip', data: '', method: 0, local: { compressedSize: 0xfffffff0 } }])
    expect(() => scanFile(bytes)).not.toThrow()
  })

  it('damaged or cut anywhere: never throws, and finds what it can', () => {
    const whole = writeZip([entry, { name: 'b.zip', data: writeZip([entry]), descriptor: true }])
    const damage = fc.record({
      at: fc.nat(whole.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      cut: fc.boolean(),
    })
    fc.assert(
      fc.property(damage, ({ at, bytes, cut }) => {
        const copy = Buffer.from(whole)
        if (!cut) copy.set(bytes.subarray(0, copy.length - at), at)
        placesOf(secret, cut ? copy.subarray(0, at) : copy)
      }),
      { numRuns: 300 },
    )
  })
})
