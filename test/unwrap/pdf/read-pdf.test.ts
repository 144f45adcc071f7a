import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folder, has, placesOf, run, scanFile, token } from '../../scan/layer/unwrap/scan-file.js'
import { writeZip } from '../zip/write-zip.js'
import { onePage, writePdf } from './write-pdf.js'

const secret = token('pdf')
const half = secret.slice(0, 20)
const rest = secret.slice(20)
const shown = `BT /F1 12 Tf 72 700 Td (Token: ${secret}) Tj ET`
const hex = (text: string) => Buffer.from(text).toString('hex')
const wide = (text: string) => [...text].map((one) => one.charCodeAt(0).toString(16).padStart(4, '0')).join('')
const page = ['pdf:page 1 > line 1']

/** Every digit and letter one code on, so that only the map tells the text. */
const map = `1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfrange <0001> <0040> <0000> <0041> <007f> <0040> endbfrange`
const moved = (text: string) => wide([...text].map((one) => String.fromCharCode(one.charCodeAt(0) + 1)).join(''))

function ascii85(bytes: Buffer): Buffer {
  const whole = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  let text = ''
  for (let at = 0; at < whole.length; at += 4) {
    let value = whole.readUInt32BE(at)
    let group = ''
    for (let i = 0; i < 5; i++) {
      group = String.fromCharCode(33 + (value % 85)) + group
      value = Math.floor(value / 85)
    }
    text += group
  }
  return Buffer.from(`${text.slice(0, text.length - (whole.length - bytes.length))}~>`)
}

describe('the text of a page', () => {
  it.each<[string, string]>([
    ['one string', shown],
    ['escapes', `BT (${secret.replace('_', '\\137').replace('h', '\\h')}) Tj ET`],
    ['a string over two lines', `BT (${half}\\\n${rest}) Tj ET`],
    ['hexadecimal', `BT <${hex(secret)}> Tj ET`],
    ['kerned', `BT [(${half}) -20 (${rest})] TJ ET`],
    ['with a wide gap before', `BT [(x${half.slice(0, 3)}) -400 (${secret}) -400 (y)] TJ ET`],
    ['letter by letter', `BT /F1 10 Tf ${[...secret].map((one) => `(${one}) Tj 5 0 Td`).join(' ')} ET`],
    ['set by matrix', `BT /F1 10 Tf 1 0 0 1 10 20 Tm (${half}) Tj 1 0 0 1 110 20 Tm (${rest}) Tj ET`],
    ['behind a picture', `BI /W 1 /H 1 ID \x01(\x02 EI BT (${secret}) Tj ET`],
  ])('%s', (_, content) => {
    expect(placesOf(secret, onePage(deflateSync(content), '/Filter /FlateDecode'))).toEqual(page)
  })

  it('what stands on another line is another text', () => {
    const content = `BT /F1 10 Tf 0 700 Td (${secret}) Tj 0 -12 Td (next) Tj T* (${half}) ' (z) Tj ET`
    expect(placesOf(secret, onePage(deflateSync(content), '/Filter /FlateDecode'))).toEqual(page)
  })

  it.each<[string, string, Buffer]>([
    ['ASCIIHexDecode', '/Filter /AHx', Buffer.from(`${hex(shown)}>`)],
    ['ASCII85Decode', '/Filter /ASCII85Decode', ascii85(Buffer.from(shown))],
    ['two filters', '/Filter [/ASCII85Decode /FlateDecode]', ascii85(deflateSync(shown))],
  ])('%s', (_, dictionary, stream) => {
    expect(placesOf(secret, onePage(stream, dictionary))).toEqual(page)
  })

  it('a font that says what its codes are', () => {
    const font = '/Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts []'
    const content = deflateSync(`BT /F1 12 Tf <${moved(secret)}> Tj ET`)
    const bytes = onePage(content, '/Filter /FlateDecode', font, [
      { dictionary: '/Filter /FlateDecode', stream: deflateSync(map) },
    ])
    expect(placesOf(secret, bytes)).toEqual(page)
  })

  it('a font that does not is a gap', () => {
    const bytes = onePage(Buffer.from('BT /F1 12 Tf <0001> Tj ET'), '', '/Type /Font /Subtype /Type0')
    expect(scanFile(bytes).gaps.map(({ reason }) => reason)).toEqual([
      'objects of the PDF: 1 fonts that do not tell their characters',
    ])
  })

  it('one, two and three deep', () => {
    const bytes = onePage(deflateSync(shown), '/Filter /FlateDecode')
    const zip = writeZip([{ name: 'a.pdf', data: bytes }])
    expect(placesOf(secret, zip)).toEqual(['zip:a.pdf > pdf:page 1 > line 1'])
    expect(placesOf(secret, gzipSync(zip))).toEqual(['gzip > zip:a.pdf > pdf:page 1 > line 1'])
  })
})

describe('other objects of a PDF', () => {
  it('titles and notes, as UTF-16, too', () => {
    const title = `/Title <feff${wide(secret)}>`
    expect(placesOf(secret, writePdf([{ dictionary: title }]))).toEqual(['pdf > line 1'])
  })

  it('an object stream', () => {
    const inner = `<< /Title (${secret}) >>`
    const stream = deflateSync(`7 0 ${inner}`)
    const bytes = writePdf([{ dictionary: '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', stream }])
    expect(placesOf(secret, bytes)).toEqual(['pdf > line 1'])
  })

  it('an attached file is opened in turn', () => {
    const zip = writeZip([{ name: 'app.env', data: `TOKEN=${secret}` }])
    const bytes = writePdf([
      { dictionary: '/Type /EmbeddedFile /Filter /FlateDecode', stream: deflateSync(zip) },
      { dictionary: '/Type /XObject /Subtype /Image /Filter /FlateDecode', stream: deflateSync(Buffer.alloc(99)) },
    ])
    expect(placesOf(secret, bytes)).toEqual(['pdf:object 1 > zip:app.env > line 1'])
  })

  it('a page that a later version of the file replaced', () => {
    const old = onePage(deflateSync(shown), '/Filter /FlateDecode')
    const fresh = onePage(deflateSync('BT (nothing) Tj ET'), '/Filter /FlateDecode')
    expect(placesOf(secret, Buffer.concat([old, fresh]))).toEqual(['pdf:object 4 > line 1'])
  })

  it('of an encrypted file, nothing is read', () => {
    const bytes = writePdf([{ dictionary: '/Title (x)' }], '/Root 1 0 R /Encrypt 9 0 R')
    expect(scanFile(bytes).gaps).toEqual([{ kind: 'unopened', reason: 'the PDF is encrypted', via: [] }])
  })
})

describe('a PDF of a real tool', () => {
  it.runIf(has('chromium'))(
    'Chromium prints',
    () => {
      const cwd = folder()
      writeFileSync(join(cwd, 'a.html'), `<h1>Hand over</h1><p>Token: ${secret}</p><pre>x</pre>`)
      const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer']
      run(cwd, 'chromium', [...flags, `--print-to-pdf=${join(cwd, 'a.pdf')}`, join(cwd, 'a.html')])
      expect(placesOf(secret, readFileSync(join(cwd, 'a.pdf')))).toEqual(['pdf:page 1 > line 2'])
    },
    120_000,
  )

  it.runIf(has('ps2pdf'))('Ghostscript makes of PostScript', () => {
    const cwd = folder()
    writeFileSync(
      join(cwd, 'a.ps'),
      `%!PS\n/Times-Roman findfont 12 scalefont setfont 72 700 moveto (Token: ${secret}) show showpage\n`,
    )
    run(cwd, 'ps2pdf', ['a.ps', 'a.pdf'])
    expect(placesOf(secret, readFileSync(join(cwd, 'a.pdf')))).toEqual(page)
  })
})

describe('a malformed PDF', () => {
  it('damaged or cut anywhere: never throws', () => {
    const font =
      '/Type /Font /Subtype /TrueType /ToUnicode 6 0 R /FirstChar 1 /Widths [500 600] /Encoding << /Differences [1 /a /b] >>'
    const whole = onePage(Buffer.from(`${shown} BI ID x EI [(a) 3 <00>] TJ`), '/Filter [/AHx]', font, [
      { dictionary: '', stream: Buffer.from(map) },
      { dictionary: '/Type /ObjStm /N 2 /First 8', stream: Buffer.from('9 0 10 3 [1] << /A (b) >>') },
    ])
    fc.assert(
      fc.property(
        fc.nat(whole.length - 6),
        fc.uint8Array({ minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (at, by, isCut) => {
          const copy = Buffer.from(whole)
          copy.set(by.subarray(0, copy.length - at - 5), at + 5)
          scanFile(isCut ? copy.subarray(0, at + 5) : copy)
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each<[string, string]>([
    ['objects that do not end', '1 0 obj [ '.repeat(40_000)],
    ['brackets in brackets', `1 0 obj ${'['.repeat(200_000)}`],
    ['pages in circles', `1 0 obj << /Type /Pages /Kids [${'1 0 R '.repeat(1000)}] >> `.repeat(50)],
    [
      'a map of all codes again and again',
      `1 0 obj << /Type /Page /Contents 2 0 R /Resources << /Font << /F 3 0 R >> >> >> 2 0 obj << >> stream\n/F 1 Tf (a) Tj\nendstream 3 0 obj << /ToUnicode 4 0 R >> 4 0 obj << >> stream\n${'1 beginbfrange <0000> <fffe> <0000> endbfrange '.repeat(5000)}\nendstream`,
    ],
    [
      'widths of all codes again and again',
      `1 0 obj << /Type /Page /Contents 2 0 R /Resources << /Font << /F 3 0 R >> >> >> 2 0 obj << >> stream\n/F 1 Tf (a) Tj\nendstream 3 0 obj << /Subtype /Type0 /ToUnicode 4 0 R /DescendantFonts [<< /W [${'0 65535 500 '.repeat(20_000)}] >>] >> 4 0 obj << >> stream\nx\nendstream`,
    ],
  ])('%s cost no more than their size', (_, body) => {
    const started = performance.now()
    expect(() => scanFile(Buffer.from(`%PDF-1.7\n${body}`))).not.toThrow()
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('an object stream whose entries all begin at its start', () => {
    const heads = Array.from({ length: 5000 }, (_, i) => `${i + 9} 0`).join(' ')
    const body = `[${'(text) '.repeat(20_000)}]`
    const stream = deflateSync(`${heads} ${body}`)
    const bytes = writePdf([
      { dictionary: `/Type /ObjStm /N 5000 /First ${heads.length + 1} /Filter /FlateDecode`, stream },
    ])
    const started = performance.now()
    scanFile(bytes)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
