import { openCountLimit, type TemplateNode } from './ast.js'
import { namedClasses, range, union } from './character-classes.js'
import type { Cursor } from './parse.js'
import { TemplateError } from './template-error.js'

const checksumDigits = 6

/** Reads one `{…}` at the cursor: a class with its count, or one of the shapes `{uuid}`, `{jwt}`, `{pem:LABEL}`, `{crc32:6}`. */
export function parseBrace(cursor: Cursor): TemplateNode {
  const open = cursor.at
  cursor.at++
  if (cursor.text[cursor.at] === '[') {
    const chars = readSpelledClass(cursor)
    return classNode(chars, readCount(cursor, open), false)
  }
  const close = cursor.text.indexOf('}', cursor.at)
  if (close < 0) throw new TemplateError('unclosed-brace', 'This "{" has no "}"', open)
  const [, name = '', argument] = /^([^:]*)(?::(.*))?$/s.exec(cursor.text.slice(cursor.at, close)) ?? []
  cursor.at += name.length
  const chars = namedClasses.get(name)
  if (chars !== undefined) return classNode(chars, readCount(cursor, open), name.startsWith('base64'))
  const shape = shapeNode(name, argument, open)
  cursor.at = close + 1
  return shape
}

function classNode(chars: string, [min, max]: [number, number], padded: boolean): TemplateNode {
  return { kind: 'class', chars, min, max, padded }
}

function shapeNode(name: string, argument: string | undefined, open: number): TemplateNode {
  if (name === 'uuid' && argument === undefined) return { kind: 'uuid' }
  if (name === 'jwt' && argument === undefined) return { kind: 'jwt' }
  if (name === 'pem') {
    if (!/^[A-Za-z0-9][A-Za-z0-9 ]{0,63}$/.test(argument ?? '')) {
      throw new TemplateError('bad-label', 'A PEM label is 1 to 64 letters, digits and spaces', open)
    }
    return { kind: 'pem', label: argument! }
  }
  if (name === 'crc32') {
    if (argument !== String(checksumDigits)) {
      throw new TemplateError('bad-checksum', 'The only checksum is {crc32:6}: six base62 digits', open)
    }
    return { kind: 'crc32', digits: checksumDigits }
  }
  throw new TemplateError('unknown-class', `There is no class "${name}"`, open)
}

/** `[A-Za-z_-]` with `\` before `]`, `[` and `\`; a `-` that stands first, last or after a range is itself. */
function readSpelledClass(cursor: Cursor): string {
  const open = cursor.at
  const items: string[] = []
  cursor.at++
  while (cursor.text[cursor.at] !== ']') {
    const first = readClassChar(cursor, open)
    const isRange = cursor.text[cursor.at] === '-' && cursor.text[cursor.at + 1] !== ']'
    if (!isRange) {
      items.push(first)
      continue
    }
    cursor.at++
    const chars = range(first, readClassChar(cursor, open))
    if (chars === '') throw new TemplateError('bad-class', 'A range in this class runs backwards', open)
    items.push(chars)
  }
  cursor.at++
  if (items.length === 0) throw new TemplateError('bad-class', 'This class is empty', open)
  return union(...items)
}

function readClassChar(cursor: Cursor, open: number): string {
  if (cursor.text[cursor.at] === '\\') cursor.at++
  const char = cursor.text[cursor.at]
  if (char === undefined) throw new TemplateError('unclosed-bracket', 'This "[" has no "]"', open)
  cursor.at++
  return char
}

/** `:N}`, `:MIN-MAX}` or `:MIN-}`. */
function readCount(cursor: Cursor, open: number): [number, number] {
  const found = /^:(\d{1,5})(-(\d{0,5}))?\}/.exec(cursor.text.slice(cursor.at, cursor.at + 14))
  if (!found) throw new TemplateError('bad-count', 'A class needs a count: N, MIN-MAX or MIN-', open)
  const min = Number(found[1])
  const max = found[2] === undefined ? min : found[3] === '' ? openCountLimit : Number(found[3])
  if (max < min || max === 0 || max > openCountLimit) {
    throw new TemplateError('bad-count', `A count must run upwards, and to ${openCountLimit} at most`, open)
  }
  cursor.at += found[0].length
  return [min, max]
}
