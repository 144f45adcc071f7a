import type { Candidate } from '../../findings/candidate.js'

/** The same candidate where its text stands `by` bytes further in a larger text. */
export function shift(candidate: Candidate, by: number): Candidate {
  return by === 0 ? candidate : { ...candidate, start: candidate.start + by, end: candidate.end + by }
}

/** Leaves out what covers bytes that an earlier candidate of the list covers already. */
export function withoutOverlaps(candidates: Candidate[]): Candidate[] {
  const kept: Candidate[] = []
  for (const candidate of candidates) {
    if (!kept.some((other) => candidate.start < other.end && other.start < candidate.end)) kept.push(candidate)
  }
  return kept
}
