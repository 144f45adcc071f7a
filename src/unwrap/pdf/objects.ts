import type { UnwrapMeter } from '../meter.js'
import { createPdfLexer } from './lexer.js'
import { isDictionary, nameOf, type PdfDictionary, type PdfValue, referenceOf } from './values.js'

/** `stream`: its bytes as stored, where the object has one. */
export type PdfObject = { number: number; value: PdfValue; stream?: Buffer }

/** How much text is read to find an object's end: most are short. In bytes. */
const windows = [1024, 64 * 1024, 1024 * 1024] as const
/** Objects that have no end are read to the largest window: so many times the file's length in all. */
const mostReading = 16

/**
 * The objects of a file, in order, found by their marks (`12 0 obj`): so those are there, too, that no table of the file knows any more, as they were
 * replaced. `isCut`: there was too much to read.
 */
export function readObjects(bytes: Buffer, meter: UnwrapMeter): { objects: PdfObject[]; isCut: boolean } {
  const objects: PdfObject[] = []
  let left = windows[2] + mostReading * bytes.length
  for (let at = bytes.indexOf('obj'); at !== -1; ) {
    const number = numberBefore(bytes, at)
    let next = at + 3
    if (number !== undefined) {
      for (const window of windows) {
        const text = bytes.toString('latin1', at + 3, at + 3 + window)
        left -= text.length
        meter.addWork(text.length)
        if (left < 0) return { objects, isCut: true }
        const lexer = createPdfLexer(text)
        const value = lexer.next()
        if (value === undefined && text.length === window) continue
        if (value !== undefined) {
          const end = at + 3 + lexer.at()
          const stream = streamAfter(bytes, end, value)
          objects.push({ number, value, ...(stream && { stream }) })
          next = stream ? stream.byteOffset - bytes.byteOffset + stream.length : end
        }
        break
      }
    }
    at = bytes.indexOf('obj', next)
  }
  return { objects, isCut: false }
}

function numberBefore(bytes: Buffer, at: number): number | undefined {
  const match = /(?:^|\D)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}$/.exec(bytes.toString('latin1', Math.max(0, at - 24), at))
  return match?.[1] === undefined ? undefined : Number(match[1])
}

/** The stream behind a dictionary (section 7.3.8): of the length that it tells, if it ends there. */
function streamAfter(bytes: Buffer, from: number, value: PdfValue): Buffer | undefined {
  if (!isDictionary(value)) return undefined
  const opening = /^\s{0,16}stream(?:\r\n|\n|\r)?/.exec(bytes.toString('latin1', from, from + 32))
  if (opening === null) return undefined
  const start = from + opening[0].length
  const told = value.get('Length')
  if (typeof told === 'number' && told >= 0) {
    const rest = bytes.toString('latin1', start + told, start + told + 16)
    if (/^\s{0,4}endstream/.test(rest)) return bytes.subarray(start, start + told)
  }
  const end = bytes.indexOf('endstream', start)
  return bytes.subarray(start, end === -1 ? bytes.length : end)
}

/** What an object stream holds (section 7.5.7). `content`: decoded. */
export function objectsInStream(dictionary: PdfDictionary, content: string): PdfObject[] {
  const first = dictionary.get('First')
  const count = dictionary.get('N')
  if (typeof first !== 'number' || typeof count !== 'number') return []
  const heads = createPdfLexer(content.slice(0, first))
  const objects: PdfObject[] = []
  let left = windows[2] + mostReading * content.length
  for (let i = 0; i < Math.min(count, content.length) && left > 0; i++) {
    const number = heads.next()
    const offset = heads.next()
    if (typeof number !== 'number' || typeof offset !== 'number') break
    const lexer = createPdfLexer(content, first + offset)
    const value = lexer.next()
    left -= lexer.at() - first - offset
    if (value !== undefined) objects.push({ number, value })
  }
  return objects
}

/** Finds what values refer to; of an object that was replaced, the last one. */
export type PdfIndex = {
  objects: readonly PdfObject[]
  /** The object itself, through references. */
  resolve(value: PdfValue | undefined): PdfValue | undefined
  object(value: PdfValue | undefined): PdfObject | undefined
}

export function createIndex(objects: readonly PdfObject[]): PdfIndex {
  const byNumber = new Map(objects.map((one) => [one.number, one]))
  const object = (value: PdfValue | undefined) => byNumber.get(referenceOf(value) ?? -1)
  return {
    objects,
    object,
    resolve: (value) => (referenceOf(value) === undefined ? value : object(value)?.value),
  }
}

export function typeOf({ value }: PdfObject): string {
  return isDictionary(value) ? nameOf(value.get('Type')) : ''
}
