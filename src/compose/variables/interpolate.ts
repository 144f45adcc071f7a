/** `${A:-${B:-…}}` is read this deep. */
export const maxInterpolationDepth = 16

/** A part of a text with variables: what is written, or the place of a variable. Offsets are into the text. */
export type Piece =
  | { kind: 'literal'; text: string; start: number; end: number }
  | { kind: 'variable'; name: string; start: number; end: number; operator?: Operator; other: Piece[] }
/** `-` and `:-`: `other` stands in where the variable is unset (or empty); `+` and `:+`: where it is set; `?` and `:?`: `other` is an error's text. */
type Operator = '-' | ':-' | '+' | ':+' | '?' | ':?'

/**
 * Parts a text by Compose's interpolation: `$A`, `${A}`, `${A:-b}`, `${A-b}`, `${A:?err}`, `${A?err}`, `${A:+b}`, `${A+b}`, nested, and `$$`
 * for a dollar sign. What is none of these stays as it is written. Source: docs.docker.com, "Interpolation".
 */
export function interpolate(text: string): Piece[] {
  return piecesOf({ text, closed: closings(text) }, 0, text.length, 0)
}

const name = /[A-Za-z_][A-Za-z0-9_]*/y

type Source = { text: string; closed: ReadonlyMap<number, number> }

function piecesOf(source: Source, from: number, to: number, depth: number): Piece[] {
  const { text } = source
  const pieces: Piece[] = []
  let written = from
  const flush = (end: number) => {
    if (end > written) pieces.push({ kind: 'literal', text: text.slice(written, end), start: written, end })
  }
  for (let at = text.indexOf('$', from); at >= 0 && at < to; at = text.indexOf('$', at)) {
    if (text[at + 1] === '$' && at + 1 < to) {
      flush(at + 1)
      written = at + 2
      at = written
      continue
    }
    const variable = depth < maxInterpolationDepth ? variableAt(source, at, to, depth) : undefined
    if (variable === undefined) {
      at++
      continue
    }
    flush(at)
    pieces.push(variable)
    written = variable.end
    at = written
  }
  flush(to)
  return pieces
}

function variableAt(source: Source, at: number, to: number, depth: number): Piece | undefined {
  const { text } = source
  const braced = text[at + 1] === '{'
  name.lastIndex = at + (braced ? 2 : 1)
  const found = name.exec(text)?.[0]
  const after = name.lastIndex
  if (found === undefined || after > to) return undefined
  if (!braced) return { kind: 'variable', name: found, start: at, end: after, other: [] }
  if (text[after] === '}' && after < to) return { kind: 'variable', name: found, start: at, end: after + 1, other: [] }
  const operator = /^:?[-+?]/.exec(text.slice(after, after + 2))?.[0] as Operator | undefined
  const close = source.closed.get(at)
  if (operator === undefined || close === undefined || close >= to) return undefined
  const other = piecesOf(source, after + operator.length, close, depth + 1)
  return { kind: 'variable', name: found, start: at, end: close + 1, operator, other }
}

/** Where each `${` is closed, by its place. One that is never closed is not there. */
function closings(text: string): Map<number, number> {
  const closed = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '$' && text[at + 1] === '$') at++
    else if (sign === '$' && text[at + 1] === '{') open.push(at)
    else if (sign === '}') {
      const start = open.pop()
      if (start !== undefined) closed.set(start, at)
    }
  }
  return closed
}
