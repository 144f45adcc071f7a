import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { textOf } from './filler.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('bzip2')
const text = `A=1\nTOKEN=${secret}\n`
const gapsOf = (bytes: Uint8Array, limits = {}) =>
  scanFile(bytes, { limits }).gaps.map(({ kind, reason }) => `${kind}: ${reason}`)
const bzip2 = (input: string | Uint8Array, ...args: string[]) => run(folder(), 'bzip2', ['-c', ...args], input)
const secretsIn = (bytes: Uint8Array) => scanFile(bytes).candidates.map((one) => one.secret)
const wrong = 'unopened: a checksum of the decompressed data is wrong'
const cut = 'unopened: the compressed data ends too early'
const malformed = 'unopened: the compressed data is malformed'

describe.runIf(has('bzip2'))('bzip2', () => {
  it.each(['-1', '-2', '-9'])('of level %s, with several blocks', (level) => {
    const { made, lines } = textOf(1_200_000)
    const bytes = bzip2(`${made}${text}`, level)
    expect(placesOf(secret, bytes)).toEqual([`bzip2 > line ${lines + 2}`])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('of runs of every length, of all bytes, of what cannot be compressed, and of nothing', () => {
    const runs = Array.from({ length: 600 }, (_, i) => Buffer.alloc(i, i % 3))
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    const random = run(folder(), 'sh', ['-c', 'head -c 300000 /dev/urandom'])
    for (const one of [...runs.slice(0, 20), Buffer.concat(runs), bytes, random, Buffer.from(''), Buffer.from('\0')]) {
      expect(gapsOf(bzip2(one))).toEqual([])
      const followed = bzip2(Buffer.concat([one, Buffer.from(`\n${text}`)]))
      expect(gapsOf(followed)).toEqual([])
      expect(secretsIn(followed)).toContain(secret)
    }
  })

  it('of several streams of other levels, and with other bytes behind', () => {
    const bytes = Buffer.concat([bzip2('a\nb\n', '-1'), bzip2(''), bzip2(text, '-9'), Buffer.from('behind it')])
    expect(placesOf(secret, bytes)).toEqual(['bzip2 > line 4'])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('as tar makes it, at depth 1, 2 and 3', () => {
    const cwd = folder()
    mkdirSync(join(cwd, 'conf'))
    writeFileSync(join(cwd, 'conf/app.env'), text)
    run(cwd, 'tar', ['-cjf', 'a.tbz2', 'conf'])
    run(cwd, 'tar', ['-cjf', 'b.tar.bz2', 'a.tbz2'])
    const read = (name: string) => placesOf(secret, readFileSync(join(cwd, name)))
    expect(placesOf(secret, bzip2(text))).toEqual(['bzip2 > line 2'])
    expect(placesOf(secret, bzip2(bzip2(text)))).toEqual(['bzip2 > bzip2 > line 2'])
    expect(placesOf(secret, bzip2(bzip2(bzip2(text))))).toEqual(['bzip2 > bzip2 > bzip2 > line 2'])
    expect(read('a.tbz2')).toEqual(['bzip2 > tar:conf/app.env > line 2'])
    expect(read('b.tar.bz2')).toEqual(['bzip2 > tar:a.tbz2 > bzip2 > tar:conf/app.env > line 2'])
  })

  it('knows a file inside by the name that it has without `.bz2`', () => {
    const bytes = bzip2('machine example.org login a password correct-horse-7\n')
    const { candidates } = scanFile(bytes, { path: 'root/.netrc.bz2' })
    expect(candidates.map(({ signature }) => signature)).toContain('netrc-password')
  })

  it("with a block's checksum that is wrong is searched all the same", () => {
    const bytes = bzip2(text)
    bytes[11]! ^= 1
    expect(placesOf(secret, bytes)).toEqual(['bzip2 > line 2'])
    expect(gapsOf(bytes)).toEqual([wrong])
  })

  it('that breaks off, or is damaged further on, is searched as far as it goes', () => {
    const whole = bzip2(`${text}${textOf(300_000).made}`, '-1')
    const broken = Buffer.from(whole)
    broken.fill(0xff, whole.length - 5000, whole.length - 4000)
    expect(placesOf(secret, whole.subarray(0, -5000))).toEqual(['bzip2 > line 2'])
    expect(gapsOf(whole.subarray(0, -5000))).toEqual([cut])
    expect(placesOf(secret, broken)).toEqual(['bzip2 > line 2'])
    expect([[malformed], [wrong], [wrong, malformed]]).toContainEqual(gapsOf(broken))
  })

  it('of a bomb is cut off', () => {
    // A hundred times a hundred megabytes of zeros: ten gigabytes.
    const zeros = bzip2(Buffer.alloc(100_000_000))
    const bomb = Buffer.concat(Array.from({ length: 100 }, () => zeros))
    expect(gapsOf(bomb)).toEqual(['limit: what is inside is more than 250 times as large as the file (--unwrap-ratio)'])
  })

  it('whose blocks need more memory than there is in all', () => {
    expect(gapsOf(bzip2(text), { heldBytesInAll: 1_000_000 })).toEqual([
      'limit: more bytes than are held in memory in all',
    ])
  })

  it('of blocks that bring next to nothing: their number takes time, too', () => {
    const tiny = bzip2('x')
    const many = Buffer.concat(Array.from({ length: 300 }, () => tiny))
    expect(gapsOf(many, { workPerLayer: 100_000 })).toEqual([
      'limit: unwrapping the files of this layer takes too much time (--unwrap-time)',
    ])
  })

  it('damaged or cut anywhere never throws, and says so; the same in pieces of any size', () => {
    const whole = [
      bzip2(`${textOf(4000).made}${text}`),
      Buffer.concat([bzip2(text), bzip2(textOf(500).made, '-1')]),
      bzip2(tarOf([{ path: 'a.bz2', body: bzip2(text) }])),
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
    const [first] = whole
    for (let length = 10; length < first!.length; length++) {
      expect(gapsOf(first!.subarray(0, length))).toEqual([cut])
    }
  })
})
