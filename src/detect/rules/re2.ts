import { RE2JS } from 're2js'
import { toByteString } from '../../findings/byte-string.js'

/** An expression of a user's, matched in a time that grows with the text and no faster. */
export type Re2 = RE2JS

/**
 * What one expression's automaton may take, in bytes; it grows with the texts it sees, and starts anew when it is full. A list of rules has
 * hundreds of expressions, and whoever made an image chose the texts.
 */
const automatonLimit = 512 * 1024

/** Compiles an expression (RE2's syntax) for byte strings. Throws if it is malformed. */
export function compileRe2(source: string): Re2 {
  const expression = RE2JS.compile(toByteString(source))
  const { dfa } = expression.re2()
  dfa.stateBudget = automatonLimit
  dfa.memBudget = automatonLimit
  return expression
}
