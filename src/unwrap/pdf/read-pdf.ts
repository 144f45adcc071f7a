import { createGapCounter } from '../gap-counter.js'
import { handOut, type Inside } from '../inside.js'
import { utf8Of } from './fonts.js'
import { createPdfLexer } from './lexer.js'
import { createIndex, objectsInStream, type PdfObject, readObjects, typeOf } from './objects.js'
import { textOfContent } from './page-text.js'
import { contentOf, fontsOf, type PdfReading, pagesOf, textOfPage } from './pages.js'
import { isDictionary, nameOf, type PdfValue, textOf } from './values.js'

export const pdfMagic = '%PDF-'

/**
 * Reads a PDF that is there as a whole: the text of each page; the texts of its objects (title, notes, forms, links); and every other stream that is no
 * picture and no font, attached files among them. What a later version of the file replaced is read, too.
 */
export function readPdf(bytes: Buffer, out: Inside): void {
  const gaps = createGapCounter('objects of the PDF')
  const { objects, isCut } = readObjects(bytes, out.meter)
  if (isCut) gaps.add('limit', 'and more that take too long to read')
  if (isEncrypted(bytes, objects)) {
    out.gap({ kind: 'unopened', reason: 'the PDF is encrypted' })
    return
  }
  const bare: PdfReading = {
    index: createIndex(objects),
    out,
    gaps,
    used: new Set(),
    fonts: new Map(),
    maps: new Map(),
  }
  const all = objects.flatMap((one) => [one, ...objectsInside(one, bare)])
  const reading = { ...bare, index: createIndex(all) }
  for (const [number, page] of pagesOf(reading).entries()) {
    handOutText(textOfPage(page, reading), `pdf:page ${number + 1}`, reading)
  }
  handOutText(all.flatMap(({ value }) => textsIn(value)).join('\n'), 'pdf', reading)
  for (const one of all) if (one.stream !== undefined && !reading.used.has(one)) handOutStream(one, reading)
  gaps.tell(out)
}

/** The trailer says so, or the stream that stands for it (ISO 32000-1, section 7.6.1). */
function isEncrypted(bytes: Buffer, objects: readonly PdfObject[]): boolean {
  if (
    objects.some(({ value }) => isDictionary(value) && nameOf(value.get('Type')) === 'XRef' && value.has('Encrypt'))
  ) {
    return true
  }
  let left = mostTrailers
  for (let at = bytes.indexOf('trailer'); at !== -1 && left-- > 0; at = bytes.indexOf('trailer', at + 1)) {
    const trailer = createPdfLexer(bytes.toString('latin1', at + 7, at + longestTrailer)).next()
    if (isDictionary(trailer) && trailer.has('Encrypt')) return true
  }
  return false
}

const longestTrailer = 4096
/** One for each time that the file was changed. */
const mostTrailers = 1000

function objectsInside(one: PdfObject, reading: PdfReading): PdfObject[] {
  if (typeOf(one) !== 'ObjStm' || !isDictionary(one.value)) return []
  return objectsInStream(one.value, contentOf(one, reading))
}

/** Entries of dictionaries that hold what people wrote. */
const written = new Set('Title Author Subject Keywords Creator Producer Contents RC V DV TU URI JS Desc'.split(' '))
const deepest = 32

/** As lines, each with its key. */
function textsIn(value: PdfValue, depth = 0): string[] {
  if (depth > deepest) return []
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, depth + 1))
  if (!isDictionary(value)) return []
  return [...value].flatMap(([key, one]) => {
    const text = textOf(one)
    if (text === undefined) return textsIn(one, depth + 1)
    return written.has(key) ? [`${key}: ${text.startsWith('\xfe\xff') ? utf8Of(text.slice(2)) : text}`] : []
  })
}

function handOutText(text: string, step: string, { out }: PdfReading): void {
  if (text !== '') handOut(out, { step, path: '' }, Buffer.from(`${text}\n`, 'latin1'))
}

/** Streams of these kinds hold no text: pictures and fonts, and the file's own tables. */
const mute = new Set(['Image', 'Type1C', 'CIDFontType0C', 'OpenType', 'XRef', 'ObjStm'])

function handOutStream(one: PdfObject, reading: PdfReading): void {
  const { value, number } = one
  if (!isDictionary(value)) return
  const kinds = [nameOf(value.get('Type')), nameOf(value.get('Subtype'))]
  if (kinds.some((kind) => mute.has(kind)) || value.has('Length1')) return
  const content = contentOf(one, reading)
  const isShown = kinds.includes('Form') || showsText(content.slice(0, 200_000))
  if (isShown) {
    const fonts = fontsOf(reading.index.resolve(value.get('Resources')), reading)
    handOutText(textOfContent(content, fonts), `pdf:object ${number}`, reading)
  } else if (content !== '' && !glyphProgram.test(content)) {
    handOut(reading.out, { step: `pdf:object ${number}`, path: '' }, Buffer.from(content, 'latin1'))
  }
}

/** How a glyph begins that the file draws itself (section 9.6.5). */
const glyphProgram = /^[\d.\s-]{3,200}d[01]\s/

function showsText(content: string): boolean {
  return /\bBT\s/.test(content) && /[)>\]]\s{0,8}T[jJ]\b/.test(content)
}
