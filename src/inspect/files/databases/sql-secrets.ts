import type { Spot } from '../syntax/spot.js'
import { type Token, tokensOf } from '../syntax/tokens.js'

const SQL = { lineComments: ['--'], blockComments: true, literalQuotes: '', tripleQuotes: false, longStrings: true }

/** A password in a statement, with the words that gave it away. */
export type StatementSecret = Spot & { key: string }

/**
 * Passwords in statements: `IDENTIFIED [WITH plugin] BY 'x'`, `[ENCRYPTED] PASSWORD ['='] 'x'`, `PASSWORD('x')`, `PRAGMA key = 'x'`, and of the
 * MongoDB shell `pwd: "x"` and `auth("user", "x")`.
 */
export function sqlSecrets(text: string): StatementSecret[] {
  const found: StatementSecret[] = []
  let before: Token[] = []
  for (const token of tokensOf(text, SQL)) {
    if (token.kind === 'string') {
      const key = keyOfString(before)
      if (key !== undefined) found.push({ value: token.value, start: token.start, end: token.end, key })
    }
    if (token.kind !== 'line') before = [...before.slice(-5), token]
  }
  return found
}

function keyOfString(before: Token[]): string | undefined {
  const words = before.map((token) => (token.kind === 'string' ? "'" : token.value.toLowerCase()))
  const [third, second, first] = [words.at(-3), words.at(-2), words.at(-1)]
  if (first === 'by' && words.includes('identified')) return 'IDENTIFIED BY'
  if (first === 'password' && second !== 'by') return 'PASSWORD'
  if ((first === '=' || first === '(') && second === 'password') return 'PASSWORD'
  if (first === '=' && words.includes('password') && words.includes('for')) return 'SET PASSWORD'
  if (first === '=' && (second === 'key' || second === 'rekey') && third === 'pragma') return 'PRAGMA key'
  if (first === ':' && (second === 'pwd' || second === 'password')) return second
  if (first === ',' && second === "'" && third === '(' && /(?:^|\.)auth$/.test(words.at(-4) ?? '')) return 'auth'
  return undefined
}
