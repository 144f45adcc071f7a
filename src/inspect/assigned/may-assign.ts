import type { ScannedText } from '../../detect/match/scanned-text.js'
import type { Grammar } from './file-kind.js'
import type { Bounds } from './name-at.js'

/** What stands before the fields of queries and connection strings. */
const beforePart = new Set(Buffer.from('?&; "\'`'))

/** Kinds of bytes, as they stand between a name and its value. */
const [other, blank, quote, operator, closing, letter, tag] = [0, 1, 2, 3, 4, 5, 6]

const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte)
  if (/[ \t\r\n]/.test(char)) return blank
  if (/["'`\\]/.test(char)) return quote
  if (/[=:]/.test(char)) return operator
  if (/[[\])]/.test(char)) return closing
  if (/[A-Za-z@$]/.test(char)) return letter
  return /[<>]/.test(char) ? tag : other
})

const newline = 0x0a
const equals = 0x3d
const greater = 0x3e

/** How far behind an operator or a type the value is looked for, in bytes. */
const longestBlank = 80
const longestType = 60
/** What may stand between a name's end and the operator: quotes with their backslashes, a bracket. */
const longestClosing = 5

/**
 * A quick look at the bytes behind a name, as nearly all names are assigned nothing: whether a value may follow. What it lets through is read
 * by expressions.
 */
export function mayAssign({ bytes, length }: ScannedText, { start, end }: Bounds, grammar: Grammar): boolean {
  if (bytes[end] === equals && start > 0 && beforePart.has(bytes[start - 1]!)) return true
  // The scheme of an `Authorization` and a blank stand before the secret.
  if (bytes[end - 1] === letterN && bytes[end - 2] === letterO) return true
  let at = end
  while (at < end + longestClosing && (kindAt(bytes, at) === quote || kindAt(bytes, at) === closing)) at++
  const isQuoted = at > end
  at = afterBlanks(bytes, at, length)
  if (at >= length) return false
  const kind = kindAt(bytes, at)
  if (kind === operator) return mayBeValue(bytes, end, afterOperator(bytes, at, length), length, grammar)
  const isCode = grammar === 'source' || grammar === 'data' || grammar === 'prose'
  if (kind === tag) return grammar !== 'source' || (bytes[at] !== greater && bytes[at + 1] === hyphen)
  if (kind === quote) return mayBeLiteral(bytes, end, at, length, grammar)
  if (kind === letter || bytes[at] === brace) return !isCode || isOr(bytes, at) || isTyped(bytes, at, length)
  return joinsLiteral(bytes, at, length, isQuoted)
}

/** Of a comma, bars, question marks, an opening bracket: whether a literal follows. In a list, the name must be one itself. */
function joinsLiteral(bytes: Uint8Array, at: number, length: number, isQuoted: boolean): boolean {
  const byte = bytes[at]!
  if (byte === percent) return true
  // Erlang's binaries.
  if (byte === comma && bytes[afterBlanks(bytes, at + 1, length)] === less) return true
  if (byte === comma ? !isQuoted : byte !== bar && byte !== question && byte !== bracket) return false
  const next = afterBlanks(bytes, at + 1 + Number(bytes[at + 1] === byte || bytes[at + 1] === colon), length)
  // A comma: `name: 'PASSWORD', value: 'x'`.
  if (byte === comma && (bytes[next]! | 0x20) === letterV) return true
  return kindAt(bytes, next) === quote || (byte === question && isTyped(bytes, next, length))
}

/** Python's and Perl's `or`. */
function isOr(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x6f && bytes[at + 1] === 0x72 && kindAt(bytes, at + 2) === blank
}

const letterN = 0x6e
const letterO = 0x6f
const letterV = 0x76
const percent = 0x25
const bracket = 0x28
const comma = 0x2c
const less = 0x3c
const colon = 0x3a
const hyphen = 0x2d
const question = 0x3f
const brace = 0x7b
const bar = 0x7c

function kindAt(bytes: Uint8Array, at: number): number {
  return kinds[bytes[at]!] ?? other
}

function afterBlanks(bytes: Uint8Array, from: number, length: number): number {
  let at = from
  for (const limit = Math.min(length, from + longestBlank); at < limit && kinds[bytes[at]!] === blank; ) at++
  return at
}

function afterOperator(bytes: Uint8Array, from: number, length: number): number {
  let at = from
  while (at < length && at < from + 3 && (kinds[bytes[at]!] === operator || bytes[at] === greater)) at++
  return afterBlanks(bytes, at, length)
}

/** Whether a literal begins here that may be a secret; or, where the file's grammar has them, a bare value. */
function mayBeValue(bytes: Uint8Array, nameEnd: number, at: number, length: number, grammar: Grammar): boolean {
  const kind = kindAt(bytes, at)
  if (kind === quote) return mayBeLiteral(bytes, nameEnd, at, length, grammar)
  if (grammar !== 'source' && grammar !== 'data' && grammar !== 'prose') return true
  if (grammar === 'prose' && isLongWord(bytes, at, length)) return true
  if (kind === letter || bytes[at] === ampersand) return hasQuoteNear(bytes, at, length) || isTyped(bytes, at, length)
  return grammar !== 'source' || (bytes[at] === bracket && kindAt(bytes, at + 1) === quote)
}

/** A secret without a digit or a sign has more letters than this, if it is no password. */
const longestWord = 16
/** How words for passwords do not end, and those for tokens, secrets, keys and authorizations do. */
const endsOfKeys = new Set(Buffer.from('nNtTyYhH'))

/**
 * Whether the literal that begins with the quote at `at` may be a secret: no blanks in it, no words where words are no secrets. One with
 * escapes is not judged here.
 */
function mayBeLiteral(bytes: Uint8Array, nameEnd: number, at: number, length: number, grammar: Grammar): boolean {
  const mark = bytes[at]!
  if (mark === backslash || bytes[at + 1] === mark) return true
  const areWordsNothing = grammar === 'source' || grammar === 'prose' || endsOfKeys.has(bytes[nameEnd - 1]!)
  const limit = Math.min(length, at + 1 + longestWord)
  for (let next = at + 1; next < limit; next++) {
    const byte = bytes[next]!
    if (byte === mark) return false
    if (byte <= 0x20 || byte >= 0x7f) return false
    if (byte === backslash || !areWordsNothing || !isWordByte(byte)) return true
  }
  return limit < length
}

/** Whether a word of so many bytes with a digit stands here: in a text, nothing shorter is believed without quotes. */
function isLongWord(bytes: Uint8Array, at: number, length: number): boolean {
  const limit = at + longestWord + 4
  if (limit > length) return false
  let digits = 0
  for (let next = at; next < limit; next++) {
    const byte = bytes[next]!
    if (byte <= 0x20 || byte >= 0x7f || kinds[byte] === quote) return false
    if (byte >= 0x30 && byte <= 0x39) digits++
  }
  return digits > 0
}

const backslash = 0x5c

/** Letters, and what joins them in names. */
function isWordByte(byte: number): boolean {
  return kinds[byte] === letter || byte === 0x2d || byte === 0x2e || byte === 0x5f
}

const ampersand = 0x26
/** `SecretStr("`, `u'` */
const longestOpening = 20

function hasQuoteNear(bytes: Uint8Array, from: number, length: number): boolean {
  const limit = Math.min(length, from + longestOpening)
  for (let at = from; at < limit; at++) {
    const kind = kinds[bytes[at]!]
    if (kind === quote) return true
    if (kind === blank) return false
  }
  return false
}

/** Whether a type stands here: an equals sign follows on the line. */
function isTyped(bytes: Uint8Array, from: number, length: number): boolean {
  const limit = Math.min(length, from + longestType)
  for (let at = from; at < limit && bytes[at] !== newline; at++) if (bytes[at] === equals) return true
  return false
}
