import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { textOf } from './filler.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('cpio')
const text = `A=1\nTOKEN=${secret}\n`
const gapsOf = (bytes: Uint8Array, limits = {}) =>
  scanFile(bytes, { limits }).gaps.map(({ kind, reason }) => `${kind}: ${reason}`)

/** A folder with files, archived by cpio. */
function cpio(format: string, files: Record<string, string> = { 'etc/app.env': text }): Buffer {
  const cwd = folder()
  mkdirSync(join(cwd, 'etc'))
  symlinkSync('app.env', join(cwd, 'etc/link'))
  for (const [name, body] of Object.entries(files)) writeFileSync(join(cwd, name), body)
  const names = ['.', './etc', './etc/link', ...Object.keys(files).map((name) => `./${name}`)]
  return run(cwd, 'cpio', ['-o', '-H', format, '--quiet'], `${names.join('\n')}\n`)
}

/** An entry of the old format, as a machine writes it that stores the upper byte first. */
function bigEndianEntry(name: string, body: string): Buffer {
  const nameLength = name.length + 1
  const fields = [0o070707, 1, 1, 0o100644, 0, 0, 1, 0, 0, 0, nameLength, body.length >>> 16, body.length & 0xffff]
  const header = Buffer.alloc(26)
  for (const [index, field] of fields.entries()) header.writeUInt16BE(field, 2 * index)
  const padded = (part: string) => Buffer.from(part.length % 2 ? `${part}\0` : part)
  return Buffer.concat([header, padded(`${name}\0`), padded(body)])
}

describe.runIf(has('cpio'))('a cpio archive', () => {
  it.each(['newc', 'crc', 'odc', 'bin'])('of format %s', (format) => {
    const bytes = cpio(format, { 'etc/odd': 'odd', 'etc/app.env': text, 'etc/z': 'after it\n' })
    expect(placesOf(secret, bytes)).toEqual(['cpio:etc/app.env > line 2'])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('of the old format from a machine with the other order of bytes', () => {
    const bytes = Buffer.concat([
      bigEndianEntry('etc/odd', 'odd'),
      bigEndianEntry('etc/app.env', text),
      bigEndianEntry('TRAILER!!!', ''),
    ])
    expect(placesOf(secret, bytes)).toEqual(['cpio:etc/app.env > line 2'])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('with files that are large', () => {
    const { made, lines } = textOf(300_000)
    const bytes = cpio('newc', { 'etc/large': `${made}${text}`, 'etc/small': 'x' })
    expect(placesOf(secret, bytes)).toEqual([`cpio:etc/large > line ${lines + 2}`])
    expect(gapsOf(bytes)).toEqual([])
  })

  it('inside of others, at depth 2 and 3', () => {
    const gzipped = gzipSync(cpio('newc'))
    expect(placesOf(secret, gzipped)).toEqual(['gzip > cpio:etc/app.env > line 2'])
    const tar = tarOf([{ path: 'boot/initrd.img', body: gzipped }])
    expect(placesOf(secret, tar)).toEqual(['tar:boot/initrd.img > gzip > cpio:etc/app.env > line 2'])
  })

  it.each(['gzip', 'xz', 'bzip2', 'lzma', 'zstd'].filter(has))(
    'an initial RAM disk, its last part by %s',
    (program) => {
      const early = cpio('newc', { 'etc/microcode': 'x' })
      const plain = cpio('newc', { 'etc/app.env': text })
      const last = run(folder(), program, ['-c'], plain)
      const bytes = Buffer.concat([early, Buffer.alloc(512), early, Buffer.alloc(1024), last])
      expect(placesOf(secret, bytes)).toEqual([`cpio > ${program} > cpio:etc/app.env > line 2`])
      expect(gapsOf(bytes)).toEqual([])
      expect(placesOf(secret, Buffer.concat([early, Buffer.alloc(70_000), plain]))).toEqual([
        'cpio:etc/app.env > line 2',
      ])
    },
  )

  it('with a secret in a name', () => {
    const { candidates } = scanFile(cpio('newc', { [`etc/${secret}`]: 'x' }))
    expect(candidates.map((one) => [one.secret, one.via?.at(-1)])).toContainEqual([secret, 'name'])
  })

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['that breaks off', (bytes) => bytes.subarray(0, bytes.indexOf(secret) + 60), 'ends too early'],
    ['without its last entry', (bytes) => bytes.subarray(0, bytes.lastIndexOf('070701')), 'ends too early'],
    ['with a header that is damaged', (bytes) => replaced(bytes, bytes.lastIndexOf('070701') + 20), 'is malformed'],
    ['with a magic that is damaged', (bytes) => replaced(bytes, bytes.lastIndexOf('070701')), 'is malformed'],
  ])('%s is searched as far as it goes', (_, damage, reason) => {
    const bytes = damage(cpio('newc'))
    expect(placesOf(secret, bytes)).toEqual(['cpio:etc/app.env > line 2'])
    expect(gapsOf(bytes)).toEqual([`unopened: the cpio archive ${reason}`])
  })

  it('with entries that tell more bytes than there are: nothing is held for them', () => {
    const bytes = cpio('newc')
    const at = bytes.indexOf('etc/app.env') - 110
    bytes.write('fffffff0', at + 54, 'latin1')
    expect(placesOf(secret, bytes)).toEqual(['cpio:etc/app.env > line 2'])
    expect(gapsOf(bytes)).toEqual(['unopened: the cpio archive ends too early'])
  })

  it('of more entries than the limit', () => {
    const entry = bigEndianEntry('a', 'x')
    const bytes = Buffer.concat(Array.from({ length: 200 }, () => entry))
    expect(gapsOf(bytes, { entriesPerFile: 100 })).toEqual(['limit: more than 100 files inside'])
  })

  it('damaged or cut anywhere never throws; the same in pieces of any size', () => {
    const whole = [cpio('newc'), cpio('odc'), cpio('bin'), Buffer.concat([cpio('newc'), gzipSync(cpio('crc'))])]
    const damage = fc.record({
      file: fc.nat(whole.length - 1),
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 0, maxLength: 8 }),
    })
    fc.assert(
      fc.property(damage, ({ file, at, bytes }) => {
        const offset = Math.floor(at * whole[file]!.length)
        const copy = Buffer.from(bytes.length === 0 ? whole[file]!.subarray(0, offset) : whole[file]!)
        copy.set(bytes.subarray(0, copy.length - offset), Math.min(offset, copy.length))
        placesOf(secret, copy)
      }),
      { numRuns: 300 },
    )
  })
})

it('a text that begins as a cpio does is none', () => {
  for (const start of ['070701 is a number', `070707${'8'.repeat(80)}`, 'qÇ is no archive\0\0\0\0\0\0\0\0\0\0\0']) {
    expect(gapsOf(Buffer.from(`${start}\n${text}`, 'latin1'))).toEqual([])
  }
})

function replaced(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.write('x', at)
  return copy
}
