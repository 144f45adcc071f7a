import { toByteString } from '../../findings/byte-string.js'
import type { Sequence, TemplateNode } from './ast.js'
import { parseBrace } from './parse-brace.js'
import { TemplateError } from './template-error.js'

const lengthLimit = 2_000
const depthLimit = 8

/** Where the parser stands in its template. */
export type Cursor = { readonly text: string; at: number }

/**
 * Parses a template (notation: `docs/signatures.md`). Text is UTF-8, taken as a byte string.
 * Throws a `TemplateError` with a code and the position.
 */
export function parseTemplate(template: string): Sequence {
  const cursor: Cursor = { text: toByteString(template), at: 0 }
  if (cursor.text === '') throw new TemplateError('empty', 'The template is empty', 0)
  if (cursor.text.length > lengthLimit) {
    throw new TemplateError('too-long', `The template is longer than ${lengthLimit} characters`, lengthLimit)
  }
  const sequence = parseSequence(cursor, 0)
  if (cursor.at < cursor.text.length) throw stray(cursor)
  return sequence
}

/** Reads nodes up to the end, or to a `|` or `)` that belongs to the group round it. */
function parseSequence(cursor: Cursor, depth: number): Sequence {
  const nodes: Sequence = []
  let literal = ''
  const push = (node: TemplateNode): void => {
    if (literal !== '') nodes.push({ kind: 'literal', text: literal })
    literal = ''
    nodes.push(node)
  }
  while (cursor.at < cursor.text.length) {
    const char = cursor.text[cursor.at]!
    if (char === '|' || char === ')') break
    if (char === '\\') literal += readEscape(cursor)
    else if (char === '{') push(parseBrace(cursor))
    else if (char === '(') push(parseGroup(cursor, depth + 1))
    else if (char === '}' || char === '[' || char === ']') throw stray(cursor)
    else {
      literal += char
      cursor.at++
    }
  }
  if (literal !== '') nodes.push({ kind: 'literal', text: literal })
  return nodes
}

function parseGroup(cursor: Cursor, depth: number): TemplateNode {
  const open = cursor.at
  if (depth > depthLimit) throw new TemplateError('too-deep', `Groups are nested more than ${depthLimit} deep`, open)
  cursor.at++
  const alternatives = [parseSequence(cursor, depth)]
  while (cursor.text[cursor.at] === '|') {
    cursor.at++
    alternatives.push(parseSequence(cursor, depth))
  }
  if (cursor.text[cursor.at] !== ')') throw new TemplateError('unclosed-group', 'This group has no ")"', open)
  cursor.at++
  const [min, max] = readRepetition(cursor)
  return { kind: 'group', alternatives, min, max }
}

/** `*N` or `*MIN-MAX` after a group; a `*` without a digit is plain text. */
function readRepetition(cursor: Cursor): [number, number] {
  const found = /^\*(\d{1,4})(?:-(\d{1,4}))?/.exec(cursor.text.slice(cursor.at, cursor.at + 10))
  if (!found) return [1, 1]
  const min = Number(found[1])
  const max = Number(found[2] ?? found[1])
  if (max < min || max === 0) {
    throw new TemplateError('bad-count', 'A repetition needs MIN-MAX with MIN no larger than MAX', cursor.at)
  }
  cursor.at += found[0].length
  return [min, max]
}

function readEscape(cursor: Cursor): string {
  const char = cursor.text[cursor.at + 1]
  if (char === undefined || !'{}()[]|\\'.includes(char)) {
    throw new TemplateError('dangling-escape', 'A "\\" must stand before one of { } ( ) [ ] | \\', cursor.at)
  }
  cursor.at += 2
  return char
}

function stray(cursor: Cursor): TemplateError {
  return new TemplateError(
    'stray-delimiter',
    `"${cursor.text[cursor.at]}" must be written "\\${cursor.text[cursor.at]}" here`,
    cursor.at,
  )
}
