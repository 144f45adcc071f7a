import type { Candidate } from '../../../findings/candidate.js'
import { judgePart } from '../secret-part.js'
import type { Word } from '../shell/word.js'

/**
 * Passwords in SQL: `IDENTIFIED BY 'x'` (MySQL, Oracle), `PASSWORD 'x'` (PostgreSQL), `PASSWORD = 'x'` (SQL Server, Cassandra),
 * `PASSWORD('x')`. The quote may be escaped for a shell or a program round it.
 */
const passwordLiteral =
  /\b(?:identified\s{1,8}(?:with\s{1,8}["'`]?\w{1,40}["'`]?\s{1,8})?(?:by|as)(?:\s{1,8}password)?|password)\s{0,8}(?:=\s{0,8})?(?:password\s{0,8})?\(?\s{0,8}\\{0,3}(['"])((?:(?!\1)[^\\\n]|\\[^'"\n]){1,200})/gi

/** SQL in a word or in the body of a here-document. */
export function inspectSql(word: Word): Candidate[] {
  if (!/\b(?:identified|password)\b/i.test(word.value)) return []
  if (!/\b(?:create|alter|grant|set|update|insert|identified)\b/i.test(word.value)) return []
  const out: Candidate[] = []
  for (const match of word.value.matchAll(passwordLiteral)) {
    const to = match.index + match[0].length
    out.push(
      ...judgePart(word, to - match[2]!.length, to, {
        signature: 'command-password',
        user: accountBefore(word.value, match.index),
        key: 'PASSWORD',
      }),
    )
  }
  return out
}

function accountBefore(text: string, at: number): string {
  return (
    /\b(?:user|role|login|to|for)\s{1,8}(?:if\s{1,4}not\s{1,4}exists\s{1,4})?["'`[\\]{0,3}([\w.-]{1,64})[^\n;]{0,60}$/i.exec(
      text.slice(Math.max(0, at - 160), at),
    )?.[1] ?? ''
  )
}
