import type { TextNode } from '../yaml/node.js'
import { type Position, positionAt } from '../yaml/text-file.js'
import type { Piece } from './interpolate.js'
import { interpolate } from './interpolate.js'
import type { FileVariable, Variables } from './variables.js'

/** A stretch of a text, from the Compose file itself (`at`: offset in the scalar's text), from an env file, or a mere reference. */
type Chunk = { text: string; at?: number; variable?: FileVariable }

/** Longer texts are cut: a few variables could make one of any length. In bytes. */
export const maxWrittenBytes = 2_000_000

/** A text as it is to be judged, and where each byte of it is written. */
export type Written = { text: string; positionOf: (start: number, end: number) => Position | undefined }

/**
 * What files say in place of a text with variables: a default, a value of an env file; a variable that only the process's environment can
 * tell stays a reference, `${NAME}`, whatever it holds today. Two texts, where a variable has both a default and a value in a file.
 */
export function writtenTexts(node: TextNode, variables: Variables): Written[] {
  if (!node.text.includes('$')) return [joined(node, [{ text: node.text, at: 0 }])]
  const pieces = interpolate(node.text)
  const withDefaults = chunksOf(pieces, variables, 'default')
  const withFiles = chunksOf(pieces, variables, 'file')
  const first = joined(node, withDefaults)
  const second = joined(node, withFiles)
  return first.text === second.text ? [second] : [first, second]
}

/** What an env file says for a variable that is named without a value. */
export function writtenVariable(name: string, { files }: Variables): Written[] {
  const variable = files.get(name)
  return variable === undefined ? [] : [joined(undefined, [{ text: variable.value, variable }])]
}

function chunksOf(pieces: readonly Piece[], variables: Variables, prefer: 'default' | 'file'): Chunk[] {
  return pieces.flatMap((piece): Chunk[] => {
    if (piece.kind === 'literal') return [{ text: piece.text, at: piece.start }]
    const { name, operator, other } = piece
    const variable = variables.files.get(name)
    const hasOther = operator !== undefined && !operator.endsWith('?') && other.length > 0
    if (hasOther && (prefer === 'default' || variable === undefined || operator.endsWith('+'))) {
      return chunksOf(other, variables, prefer)
    }
    return variable === undefined ? [{ text: `\${${name}}` }] : [{ text: variable.value, variable }]
  })
}

function joined(node: TextNode | undefined, all: readonly Chunk[]): Written {
  const chunks = withinBytes(all)
  const text = chunks.map((chunk) => chunk.text).join('')
  const positionOf = (start: number, end: number) => {
    let from = 0
    for (const chunk of chunks) {
      const [own, to] = [Math.max(0, start - from), from + chunk.text.length]
      if (start < to && end > from) {
        const needle = chunk.text.slice(own, end - from)
        if (chunk.variable) return inVariable(chunk.variable, own)
        if (node !== undefined && chunk.at !== undefined) return inScalar(node, chunk.at + own, needle)
      }
      from = to
    }
    return undefined
  }
  return { text, positionOf }
}

function withinBytes(all: readonly Chunk[]): Chunk[] {
  let room = maxWrittenBytes
  return all.filter(({ text }) => {
    room -= text.length
    return room >= 0
  })
}

function inVariable({ file, value, start, end }: FileVariable, offset: number): Position {
  return positionAt(file, file.text.slice(start, end) === value ? start + offset : start)
}

/** Exactly, where the text stands in the file as it is; else where its first line is found in the scalar, or where that begins. */
function inScalar({ file, text, start, end }: TextNode, offset: number, needle: string): Position {
  const source = file.text.slice(start, end)
  const quote = /^["']/.test(source) ? 1 : 0
  if (source.startsWith(text, quote)) return positionAt(file, start + quote + offset)
  const [line = ''] = needle.split('\n')
  return positionAt(file, start + Math.max(0, source.indexOf(line)))
}
