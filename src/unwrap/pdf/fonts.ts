import { characterOf } from './glyph-names.js'
import { createPdfLexer } from './lexer.js'
import type { PdfIndex } from './objects.js'
import { isDictionary, nameOf, type PdfDictionary, type PdfValue, textOf, wordOf } from './values.js'
import { usualWidth, widthsOfSimple, widthsOfWide } from './widths.js'

/** What a shown string is (ISO 32000-1, section 9.10). */
export type PdfFont = {
  /** The text of its codes, a byte string. */
  decode(codes: string): string
  /** How wide they are, in thousandths of the font's size. */
  width(codes: string): number
  /** Bytes of one code. */
  step: 1 | 2
}

/** What a font says of its codes is read up to so many. */
const mostCodes = 65_536

/** For text whose font is not known: its codes are characters. */
export const plainFont: PdfFont = { decode: (codes) => codes, width: (codes) => usualWidth * codes.length, step: 1 }

/** `toUnicode`: the font's character map, where it has one. Undefined if the font does not tell its characters. */
export function fontOf(font: PdfDictionary, toUnicode: CharacterMap | undefined, index: PdfIndex): PdfFont | undefined {
  const isWide = nameOf(font.get('Subtype')) === 'Type0'
  if (isWide && toUnicode === undefined) return undefined
  const widthOf = isWide ? widthsOfWide(font, index) : widthsOfSimple(font, index)
  const step = isWide ? 2 : 1
  const width = (codes: string) => {
    let sum = 0
    for (let at = 0; at < codes.length; at += step) sum += widthOf(codeOf(codes.slice(at, at + step)))
    return sum
  }
  if (toUnicode !== undefined) return { decode: decoderOf(toUnicode, step), width, step }
  const encoding = index.resolve(font.get('Encoding'))
  const differences = isDictionary(encoding) ? index.resolve(encoding.get('Differences')) : undefined
  return { decode: Array.isArray(differences) ? decoderOf(named(differences), 1) : plainFont.decode, width, step }
}

/** What has no text of its own is a character, if it is one byte. */
function decoderOf(texts: CharacterMap, step: 1 | 2): PdfFont['decode'] {
  return (codes) => {
    let text = ''
    for (let at = 0; at + step <= codes.length; at += step) {
      const code = codes.slice(at, at + step)
      text += texts.get(codeOf(code)) ?? (step === 1 ? code : '')
    }
    return text
  }
}

/** Texts of codes; byte strings. */
export type CharacterMap = ReadonlyMap<number, string>

/** Reads a `ToUnicode` map (section 9.10.3): codes, each with its text, or in ranges. */
export function readCharacterMap(map: string): CharacterMap {
  const texts = new Map<number, string>()
  let left = mostCodes
  const lexer = createPdfLexer(map)
  let values: PdfValue[] = []
  for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
    const word = wordOf(value)
    if (word === undefined) {
      values.push(value)
      continue
    }
    if (word === 'endbfchar') left = addCharacters(values, texts, left)
    else if (word === 'endbfrange') left = addRanges(values, texts, left)
    values = []
  }
  return texts
}

/** Gives how many codes may still come, as does the next. */
function addCharacters(values: PdfValue[], texts: Map<number, string>, most: number): number {
  let left = most
  for (let i = 0; i + 1 < values.length && left > 0; i += 2, left--) {
    const [code, text] = [textOf(values[i]), textOf(values[i + 1])]
    if (code !== undefined && text !== undefined) texts.set(codeOf(code), utf8Of(text))
  }
  return left
}

function addRanges(values: PdfValue[], texts: Map<number, string>, most: number): number {
  let left = most
  for (let i = 0; i + 2 < values.length && left > 0; i += 3, left--) {
    const [first, last, target] = [textOf(values[i]), textOf(values[i + 1]), values[i + 2]]
    if (first === undefined || last === undefined) continue
    const start = textOf(target)
    const end = codeOf(last)
    for (let code = codeOf(first), k = 0; code <= end && left > 0; code++, k++, left--) {
      const text = Array.isArray(target) ? textOf(target[k]) : start && later(start, k)
      if (text !== undefined) texts.set(code, utf8Of(text))
    }
  }
  return left
}

function codeOf(bytes: string): number {
  let code = 0
  for (const byte of bytes.slice(0, 4)) code = code * 256 + byte.charCodeAt(0)
  return code
}

/** The text of the `k`th code of a range: its last character moves on. */
function later(utf16: string, k: number): string {
  const last = codeOf(utf16.slice(-2)) + k
  return utf16.slice(0, -2) + String.fromCharCode((last >> 8) & 0xff, last & 0xff)
}

/** UTF-8 of UTF-16, high byte first; both byte strings. */
export function utf8Of(utf16: string): string {
  const bytes = Buffer.from(utf16.length % 2 ? `\0${utf16}` : utf16, 'latin1').swap16()
  return Buffer.from(bytes.toString('utf16le'), 'utf8').toString('latin1')
}

/** The characters that a font names for some codes (section 9.6.6.1). */
function named(differences: PdfValue[]): Map<number, string> {
  const texts = new Map<number, string>()
  let code = 0
  for (const value of differences.slice(0, mostCodes)) {
    if (typeof value === 'number') code = value
    else {
      const character = characterOf(nameOf(value))
      if (character !== undefined) texts.set(code, character)
      code++
    }
  }
  return texts
}
