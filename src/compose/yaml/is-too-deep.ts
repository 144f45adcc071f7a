import { Lexer } from 'yaml'

/** Brackets and list marks of one line may be nested so deeply, and lines be indented by so many columns. */
export const maxNesting = 256
export const maxIndentation = 500

/** After this sign the lexer gives a scalar as it is written. */
const scalar = '\x1f'

/**
 * Whether a YAML text is nested so deeply that a parser that recurses must not be given it: V8 ends the process where a pattern is compiled on an
 * exhausted stack.
 */
export function isTooDeep(text: string): boolean {
  let open = 0
  let marks = 0
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    const isSource = isScalar
    isScalar = token === scalar
    if (isSource) continue
    if (token === '[' || token === '{') open++
    else if (token === ']' || token === '}') open = Math.max(0, open - 1)
    else if (open === 0 && (token === '-' || token === '?' || token === ':')) marks++
    else if (token.startsWith('\n') || token.startsWith('\r')) marks = 0
    else if (/^[ \t]+$/.test(token) && token.length > maxIndentation) return true
    if (open + marks > maxNesting) return true
  }
  return false
}
