import { RE2JS } from 're2js'
import { toByteString } from '../../findings/byte-string.js'

/** The expressions of a table's rules, matched in a time that grows with the text and no faster. */
export type Expressions = {
  /** The expression (RE2's syntax) for byte strings, compiled when it is first asked for. Throws if it is malformed. */
  get(source: string): RE2JS
  /** Bytes that their automata take, by their own estimate. */
  size(): number
  /** Forgets what automata have learned, the largest first, if together they take more than `automataLimit`. */
  relieve(): void
}

/**
 * What all automata may take together, in bytes. Each grows with the texts it sees, up to 8 MB, and is quick as long as it need not start
 * anew. A list of rules has hundreds of them, and whoever made an image chose the texts.
 */
export const automataLimit = 48 * 1024 * 1024

export function createExpressions(): Expressions {
  const compiled = new Map<string, RE2JS>()
  const size = () => {
    let sum = 0
    for (const expression of compiled.values()) sum += sizeOf(expression)
    return sum
  }
  return {
    get(source) {
      const known = compiled.get(source) ?? RE2JS.compile(toByteString(source))
      compiled.set(source, known)
      return known
    },
    size,
    relieve() {
      let left = size()
      if (left <= automataLimit) return
      for (const expression of [...compiled.values()].sort((a, b) => sizeOf(b) - sizeOf(a))) {
        left -= sizeOf(expression)
        expression.re2().lazyDFA?.clearCache()
        if (left <= automataLimit / 2) return
      }
    },
  }
}

/** Null until the expression is first matched that way. */
function sizeOf(expression: RE2JS): number {
  const automaton = expression.re2().lazyDFA as RE2JS['re2Input']['lazyDFA'] | null
  return automaton === null ? 0 : automaton.stateBudget - automaton.memBudget
}
