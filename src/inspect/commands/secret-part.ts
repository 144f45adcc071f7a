import { isHarmless } from '../../detect/values/harmless.js'
import { estimateBits } from '../../detect/values/strength.js'
import type { Candidate } from '../../findings/candidate.js'
import { judgeSecret, type SecretField } from '../variables/secret.js'
import { rangeOf, type Word } from './shell/word.js'

/** What stands beside an expansion is a secret of its own only if it is at least this strong. */
const literalBits = 64
const literalLength = 16

/** Puts candidates whose offsets refer to a word's value where they stand in the text; what covers an expansion is left out. */
export function placeIn(word: Word, candidates: Candidate[]): Candidate[] {
  return candidates
    .filter((found) => !word.expansions.some((hole) => hole.from < found.end && found.start < hole.to))
    .map((found) => ({ ...found, ...rangeOf(word, found.start, found.end) }))
}

/**
 * Judges a part of a word that is known to be a secret. Harmless shapes (a path, a switch) are no secret; of a part that holds an
 * expansion only a strong literal rest is.
 */
export function judgePart(word: Word, from: number, to: number, field: SecretField): Candidate[] {
  const value = word.value.slice(from, to)
  const holes = word.expansions.filter((hole) => hole.from < to && from < hole.to)
  if (holes.length === 0) {
    if (isNoSecret(value)) return []
    return placeIn(
      word,
      judgeSecret(value, field).map((found) => ({ ...found, start: found.start + from, end: found.end + from })),
    )
  }
  const rest = longestLiteral(from, to, holes)
  const literal = word.value.slice(rest.from, rest.to)
  if (
    literal.length < literalLength ||
    /\s/.test(literal) ||
    !/\d/.test(literal) ||
    estimateBits(literal) < literalBits
  )
    return []
  if (isNoSecret(literal)) return []
  const found = judgeSecret(literal, { ...field, confidence: 'possible' })
  return placeIn(
    word,
    found.map((one) => ({ ...one, start: one.start + rest.from, end: one.end + rest.from })),
  )
}

/** A number may be a password; all else that is harmless is none. */
function isNoSecret(value: string): boolean {
  return isHarmless(value) && !/^\d{4,}$/.test(value)
}

function longestLiteral(from: number, to: number, holes: { from: number; to: number }[]): { from: number; to: number } {
  let best = { from, to: from }
  let start = from
  for (const hole of [...holes, { from: to, to }]) {
    if (hole.from - start > best.to - best.from) best = { from: start, to: hole.from }
    start = Math.max(start, hole.to)
  }
  return best
}
