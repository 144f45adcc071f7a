import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { textOf } from './filler.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('xz')
const text = `A=1\nTOKEN=${secret}\n`
const gapsOf = (bytes: Uint8Array, limits = {}, path = 'srv/file') =>
  scanFile(bytes, { limits, path }).gaps.map(({ kind, reason }) => `${kind}: ${reason}`)

/** Text that is not stored as it is. */
const packed = `${'filler '.repeat(50)}\n${text}`

const xz = (input: string | Uint8Array, ...args: string[]) => run(folder(), 'xz', ['-c', '-T1', ...args], input)
const wrong = 'unopened: a checksum of the decompressed data is wrong'
const cut = 'unopened: the compressed data ends too early'
const malformed = 'unopened: the compressed data is malformed'

describe.runIf(has('xz'))('xz', () => {
  it.each([
    ['the fastest', ['-0']],
    ['the best', ['-9e']],
    ['CRC32', ['--check=crc32']],
    ['CRC64', ['--check=crc64']],
    ['SHA-256', ['--check=sha256']],
    ['no checksum', ['--check=none']],
    ['several blocks', ['--block-size=30000']],
    ['several threads, with sizes in the headers', ['-T2', '--block-size=30000']],
    ['all bits of the position', ['--lzma2=preset=6,lc=0,lp=4,pb=4']],
    ['a small dictionary, which comes round', ['--lzma2=preset=6,dict=4KiB']],
  ])('of %s', (_, args) => {
    const { made, lines } = textOf(600_000)
    const bytes = xz(`${made}${text}`, ...args)
    expect(placesOf(secret, bytes)).toEqual([`xz > line ${lines + 2}`])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('of what cannot be compressed, and of nothing', () => {
    const random = run(folder(), 'sh', ['-c', 'head -c 300000 /dev/urandom'])
    const bytes = xz(Buffer.concat([random, Buffer.from(`\n${text}`)]))
    expect(scanFile(bytes).candidates.map((one) => one.secret)).toContain(secret)
    expect(gapsOf(bytes)).toEqual([])
    expect(gapsOf(xz(''))).toEqual([])
  })

  it('of several streams, filled up with zeros, and with other bytes behind', () => {
    const bytes = Buffer.concat([xz('a\nb\n'), Buffer.alloc(8), xz(text), Buffer.from('behind it')])
    expect(placesOf(secret, bytes)).toEqual(['xz > line 4'])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('of a match that reaches back over the end of the dictionary', () => {
    // The same megabyte again and again, so that nearly all is one long match at a distance.
    const part = textOf(700_000, 7).made
    const bytes = xz(`${part}${part}${part}${text}`, '--lzma2=preset=6,dict=768KiB')
    expect(scanFile(bytes).candidates.map((one) => one.secret)).toContain(secret)
    expect(gapsOf(bytes)).toEqual([])
  })

  it('as tar makes it, at depth 1, 2 and 3', () => {
    const cwd = folder()
    mkdirSync(join(cwd, 'conf'))
    writeFileSync(join(cwd, 'conf/app.env'), text)
    run(cwd, 'tar', ['-cJf', 'a.txz', 'conf'])
    run(cwd, 'tar', ['-cJf', 'b.tar.xz', 'a.txz'])
    const read = (name: string) => placesOf(secret, readFileSync(join(cwd, name)), { path: name })
    expect(placesOf(secret, xz(text))).toEqual(['xz > line 2'])
    expect(placesOf(secret, xz(xz(text)))).toEqual(['xz > xz > line 2'])
    expect(placesOf(secret, xz(xz(xz(text))))).toEqual(['xz > xz > xz > line 2'])
    expect(read('a.txz')).toEqual(['xz > tar:conf/app.env > line 2'])
    expect(read('b.tar.xz')).toEqual(['xz > tar:a.txz > xz > tar:conf/app.env > line 2'])
  })

  it('knows a file inside by the name that it has without `.xz`', () => {
    const bytes = xz('machine example.org login a password correct-horse-7\n')
    const { candidates } = scanFile(bytes, { path: 'root/.netrc.xz' })
    expect(candidates.map(({ signature }) => signature)).toContain('netrc-password')
  })

  it.each<[string, (bytes: Buffer) => Buffer, string[]]>([
    ['a checksum that is wrong', (bytes) => flipped(bytes, indexOf(bytes) - 1), [wrong]],
    ['an index that is damaged', (bytes) => flipped(bytes, indexOf(bytes) + 2), [malformed]],
    ['a footer that is damaged', (bytes) => flipped(bytes, bytes.length - 1), [malformed]],
    ['an index that is missing', (bytes) => bytes.subarray(0, indexOf(bytes)), [cut]],
    ['a checksum that is missing', (bytes) => bytes.subarray(0, indexOf(bytes) - 1), [cut]],
  ])('with %s is searched all the same', (_, damage, gaps) => {
    for (const check of ['crc32', 'crc64', 'sha256']) {
      const bytes = damage(xz(packed, `--check=${check}`))
      expect(placesOf(secret, bytes)).toEqual(['xz > line 3'])
      expect(gapsOf(bytes)).toEqual(gaps)
    }
  })

  it.each<[string, (bytes: Buffer) => Buffer, string[]]>([
    ['a header that is damaged', (bytes) => flipped(bytes, 7), [malformed]],
    ["a block's header that is damaged", (bytes) => flipped(bytes, 14), [malformed]],
    ['nothing but a header', (bytes) => bytes.subarray(0, 12), [cut]],
  ])('with %s is not opened', (_, damage, gaps) => {
    const bytes = damage(xz(packed))
    expect(scanFile(bytes).candidates).toEqual([])
    expect(gapsOf(bytes)).toEqual(gaps)
  })

  it('that breaks off is searched as far as it goes, also inside of a chunk', () => {
    const whole = xz(`${text}${textOf(400_000).made}`)
    const bytes = whole.subarray(0, 20_000)
    expect(placesOf(secret, bytes)).toEqual(['xz > line 2'])
    expect(gapsOf(bytes)).toEqual([cut])
  })

  it('with filters that are not undone tells them, and is searched', () => {
    const bytes = xz(text, '--x86', '--lzma2')
    expect(placesOf(secret, bytes)).toEqual(['xz > line 2'])
    expect(gapsOf(bytes)).toEqual(['unopened: filters that are not undone: 4'])
  })

  it('with a dictionary above the limit is not opened', () => {
    expect(gapsOf(xz(text, '--lzma2=dict=65MiB'))).toEqual(['limit: a dictionary above the limit of 67108864 bytes'])
  })

  it('whose dictionaries need more memory than there is in all', () => {
    expect(gapsOf(xz(textOf(2_000_000).made), { heldBytesInAll: 1_000_000 })).toEqual([
      'limit: more bytes than are held in memory in all',
    ])
  })

  it('of a bomb is cut off', () => {
    // A hundred times a hundred megabytes of zeros: ten gigabytes.
    const zeros = xz(Buffer.alloc(100_000_000), '-0')
    const bomb = Buffer.concat(Array.from({ length: 100 }, () => zeros))
    expect(gapsOf(bomb)).toEqual(['limit: what is inside is more than 250 times as large as the file (--unwrap-ratio)'])
  })

  it('of chunks that bring next to nothing: their number takes time, too', () => {
    const tiny = xz('x')
    const empty = Buffer.concat(Array.from({ length: 3000 }, () => tiny))
    expect(gapsOf(empty, { workPerLayer: 100_000 })).toEqual([
      'limit: unwrapping the files of this layer takes too much time (--unwrap-time)',
    ])
  })
})

describe.runIf(has('xz'))('lzma, as it was before xz', () => {
  const lzma = (input: string | Uint8Array, ...args: string[]) => xz(input, '--format=lzma', ...args)

  it('with and without its length', () => {
    const { made, lines } = textOf(300_000)
    const bytes = lzma(`${made}${text}`)
    expect(placesOf(secret, bytes)).toEqual([`lzma > line ${lines + 2}`])
    expect(gapsOf(bytes)).toEqual([])
    const known = Buffer.from(bytes)
    known.writeBigUInt64LE(BigInt(made.length + text.length), 5)
    expect(placesOf(secret, known)).toEqual([`lzma > line ${lines + 2}`])
    expect(gapsOf(known)).toEqual([])
  })

  it('of other properties, if its name says so', () => {
    const bytes = lzma(text, '--lzma1=lc=1,lp=2,pb=0')
    expect(placesOf(secret, bytes, { path: 'a.lzma' })).toEqual(['lzma > line 2'])
    expect(placesOf(secret, bytes)).toEqual([])
  })

  it('of a dictionary above the limit, if its name says so', () => {
    const bytes = lzma(text, '--lzma1=dict=128MiB')
    expect(gapsOf(bytes, {}, 'a.lzma')).toEqual(['limit: a dictionary above the limit of 67108864 bytes'])
    // There is no magic: what is not as usual may be anything.
    expect(gapsOf(bytes)).toEqual([])
  })

  it('numbers of a binary file are none', () => {
    const numbers = Buffer.alloc(600)
    numbers.writeUInt32LE(0x5d, 0)
    for (const second of [0, 1, 8, 16]) {
      numbers.writeUInt32LE(second, 4)
      expect(gapsOf(numbers)).toEqual([])
    }
  })

  it('inside of others', () => {
    const tar = lzma(tarOf([{ path: 'conf/app.env', body: text }]))
    expect(placesOf(secret, tar)).toEqual(['lzma > tar:conf/app.env > line 2'])
    expect(placesOf(secret, xz(tar))).toEqual(['xz > lzma > tar:conf/app.env > line 2'])
  })

  it('that breaks off is searched as far as it goes', () => {
    const bytes = lzma(`${text}${textOf(100_000).made}`).subarray(0, 10_000)
    expect(placesOf(secret, bytes)).toEqual(['lzma > line 2'])
    expect(gapsOf(bytes)).toEqual([cut])
  })
})

describe.runIf(has('xz'))('xz and lzma, damaged or cut anywhere', () => {
  it('never throw, and say so; the same in pieces of any size', () => {
    const plain = `${textOf(4000).made}${text}`
    const whole = [
      xz(plain),
      xz(plain, '--check=sha256', '--block-size=1000'),
      xz(tarOf([{ path: 'a.xz', body: xz(text) }])),
      xz(plain, '--format=lzma'),
    ]
    const damage = fc.record({
      file: fc.nat(whole.length - 1),
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    })
    fc.assert(
      fc.property(damage, ({ file, at, bytes }) => {
        const copy = Buffer.from(whole[file]!)
        const offset = Math.floor(at * copy.length)
        copy.set(bytes.subarray(0, copy.length - offset), offset)
        placesOf(secret, copy)
      }),
      { numRuns: 300 },
    )
    for (const bytes of whole.slice(0, 3)) {
      for (let length = 12; length < bytes.length; length++) {
        expect(gapsOf(bytes.subarray(0, length))).toContain(cut)
      }
    }
  })
})

/** Where the index begins, as the footer tells. */
function indexOf(bytes: Buffer): number {
  return bytes.length - 12 - 4 * (bytes.readUInt32LE(bytes.length - 8) + 1)
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at]! ^= 0x10
  return copy
}
