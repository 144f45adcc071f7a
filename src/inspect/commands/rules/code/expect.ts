import type { Candidate } from '../../../../findings/candidate.js'
import { judgePart } from '../../secret-part.js'
import type { Word } from '../../shell/word.js'

/** `expect "…password…"`, then what is sent in answer. */
const answer =
  /\bexpect\s{1,8}(?:-\w{1,8}\s{1,8})?[{"'][^"'\n{}]{0,80}?(?:password|passphrase|secret|token)[^"'\n{}]{0,40}[}"'][\s;{]{0,40}send(?:_user)?\s{1,8}(?:--\s{1,8})?(\\{0,2}["'])([^"'\n\\$[]{1,200})(?:\\{1,2}[rn]){0,2}\1/gi

/** Passwords that an `expect` script types. Source: expect(1). */
export function inspectExpect(word: Word): Candidate[] {
  if (!word.value.includes('send')) return []
  const out: Candidate[] = []
  for (const match of word.value.matchAll(answer)) {
    const from = match.index + match[0].lastIndexOf(match[2]!)
    out.push(...judgePart(word, from, from + match[2]!.length, { signature: 'command-password', key: 'expect' }))
  }
  return out
}
