import type { Candidate } from '../../findings/candidate.js'

/** The same candidate where its text stands `by` bytes further in a larger text. */
export function shift(candidate: Candidate, by: number): Candidate {
  return by === 0 ? candidate : { ...candidate, start: candidate.start + by, end: candidate.end + by }
}

/** Leaves out what covers bytes that an earlier candidate of the list covers already. */
export function withoutOverlaps(candidates: Candidate[]): Candidate[] {
  if (candidates.length < 2) return candidates
  // A map of bytes, as a hostile text can hold a hundred thousand candidates.
  const covered = new Uint8Array(lastEnd(candidates))
  return candidates.filter(({ start, end }) => {
    if (covered.subarray(start, end).includes(1)) return false
    covered.fill(1, start, end)
    return true
  })
}

function lastEnd(candidates: Candidate[]): number {
  let last = 0
  for (const { end } of candidates) last = Math.max(last, end)
  return last
}
