import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeZip } from '../../../unwrap/zip/write-zip.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('wide')
const text = `A=1\nTOKEN=${secret}\n`
const encodings = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] as const

function encode(plain: string, encoding: (typeof encodings)[number]): Buffer {
  const utf16 = Buffer.from(plain, 'utf16le')
  if (encoding === 'utf-16le') return utf16
  if (encoding === 'utf-16be') return utf16.swap16()
  const codes = [...plain].map((character) => character.codePointAt(0)!)
  const bytes = Buffer.alloc(4 * codes.length)
  for (const [i, code] of codes.entries()) bytes.writeUInt32LE(code, 4 * i)
  return encoding === 'utf-32be' ? bytes.swap32() : bytes
}

describe('text of wide characters', () => {
  it.each(encodings)('%s, with a byte order mark and without', (encoding) => {
    expect(placesOf(secret, encode(`\ufeff${text}`, encoding))).toEqual([`${encoding} > line 2`])
    expect(placesOf(secret, encode(text, encoding))).toEqual([`${encoding} > line 2`])
    const chinese = `\ufeff${'密码'.repeat(300)}\n${text}`
    expect(placesOf(secret, encode(chinese, encoding))).toEqual([`${encoding} > line 3`])
  })

  it.runIf(has('iconv')).each(encodings)('%s, as iconv writes it', (encoding) => {
    const bytes = run(folder(), 'iconv', ['-f', 'UTF-8', '-t', encoding], `ä ${text}`)
    expect(placesOf(secret, bytes)).toEqual([`${encoding} > line 2`])
  })

  it('is read by its own format, and tells the column of the text', () => {
    const bytes = encode(`\ufeffmachine example.org login a password correct-horse-7\n`, 'utf-16le')
    const { candidates } = scanFile(bytes, { path: 'root/.netrc' })
    expect(candidates.map(({ signature, line, column }) => [signature, line, column])).toEqual([
      ['netrc-password', 1, 38],
    ])
  })

  it('two and three deep', () => {
    const bytes = writeZip([{ name: 'a.reg', data: encode(text, 'utf-16le') }])
    expect(placesOf(secret, bytes)).toEqual(['zip:a.reg > utf-16le > line 2'])
    expect(placesOf(secret, writeZip([{ name: 'b.zip', data: bytes }]))).toEqual([
      'zip:b.zip > zip:a.reg > utf-16le > line 2',
    ])
  })

  it('is told from what only begins like it', () => {
    const program = Buffer.concat([Buffer.from([0x7f, 0, 1, 0, 2, 0]), Buffer.alloc(600, 3)])
    expect(scanFile(program).gaps).toEqual([])
    expect(placesOf(secret, Buffer.concat([program, Buffer.from(text)]))).toHaveLength(1)
  })

  it('gives the same text in pieces of any size', () => {
    const cut = fc.record({
      plain: fc.string({ unit: 'grapheme', maxLength: 60 }),
      length: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(cut, ({ plain, length }) => {
        for (const encoding of encodings) {
          const bytes = encode(`\ufeff${plain}\n${text}`, encoding)
          const lines = plain.split('\n').length
          const { candidates } = scanFile(bytes, { pieceLength: length })
          expect(candidates.map(({ secret, via, line }) => [secret, via, line])).toEqual([
            [secret, [encoding], lines + 2],
          ])
        }
      }),
      { numRuns: 40 },
    )
  })
})
