import { looksGenerated } from '../../detect/values/generated.js'
import type { Candidate } from '../../findings/candidate.js'

/**
 * The candidate with what speaks against its being in use: one doubt makes it `possible`; two, or one of a value that nobody drew at random,
 * make it `low` as well. No doubt silences anything.
 */
export function withDoubts(found: Candidate, doubts: readonly string[]): Candidate {
  if (doubts.length === 0) return found
  const isLow = doubts.length > 1 || !looksGenerated(found.secret)
  return {
    ...found,
    confidence: 'possible',
    reasons: [...found.reasons, ...doubts],
    ...(isLow && { severity: 'low' }),
  }
}
