import type { Candidate } from '../../findings/candidate.js'
import type { Look } from '../look.js'
import type { DetectionPlan } from '../plan/detection-plan.js'

/** Most candidates that are kept of one file, for each way in. More are counted as dropped. */
export const candidatesPerFile = 1000

/** Starts of long runs that are kept: all that 16 MiB can hold. Of larger files nobody asks for them. */
export const longRunsPerFile = 1 << 19

/**
 * What the regular expressions may read of one file: this many bytes, and as many times the distance from its start. A
 * file crafted to call them at every byte costs no more; what they then do not read is counted as dropped.
 */
const freeWork = 4 * 1024 * 1024
const workPerByte = 64

/**
 * The state of one search through one file or text. Everything in it depends on the bytes alone, never on how they were
 * cut.
 */
export type Search = {
  plan: DetectionPlan
  /** Time of the scan, in seconds since 1970; tokens that ended before it have expired. */
  now: number
  /** What was found and not yet taken away. */
  found: Candidate[]
  /** Is called at every mark. */
  look: Look | undefined
  /** How many candidates of the file were kept, found by literals, by runs and by looks. */
  kept: { anchored: number; valued: number; looked: number }
  /** Where runs start that may be text in base64, in order; offsets in the file. */
  longRuns: number[]
  /** Candidates and attempts beyond the limits. */
  dropped: number
  /** For each pattern, the offset up to which the file is settled: no match of it starts before. */
  settled: Float64Array
  /** The patterns that are settled anywhere. */
  touched: number[]
  /** Bytes that anchored matching, valued matching and looks have read so far. */
  anchoredWork: number
  valuedWork: number
  lookedWork: number
}

/** Starts a search. */
export function newSearch(plan: DetectionPlan, now: number, look?: Look): Search {
  return {
    plan,
    now,
    look,
    found: [],
    kept: { anchored: 0, valued: 0, looked: 0 },
    longRuns: [],
    dropped: 0,
    settled: new Float64Array(plan.patterns.length),
    touched: [],
    anchoredWork: 0,
    valuedWork: 0,
    lookedWork: 0,
  }
}

/** Makes a search ready for the next file. */
export function resetSearch(search: Search, now: number): void {
  search.now = now
  if (search.found.length > 0) search.found = []
  search.kept.anchored = 0
  search.kept.valued = 0
  search.kept.looked = 0
  if (search.longRuns.length > 0) search.longRuns = []
  search.dropped = 0
  // There are far more patterns than any file has matches.
  for (const index of search.touched) search.settled[index] = 0
  search.touched.length = 0
  search.anchoredWork = 0
  search.valuedWork = 0
  search.lookedWork = 0
}

/** No match of the pattern starts before this offset in the file. */
export function settleUpTo(search: Search, index: number, offset: number): void {
  if (search.settled[index] === 0) search.touched.push(index)
  search.settled[index] = offset
}

/** How much work is allowed up to an offset in the file. */
export function workLimit(offset: number): number {
  return freeWork + workPerByte * offset
}

/** Whether there is room for one more candidate; if not, it is counted as dropped, so there is no need to judge it. */
export function hasRoom(search: Search, way: keyof Search['kept']): boolean {
  if (search.kept[way] < candidatesPerFile) return true
  search.dropped++
  return false
}

/** Keeps a candidate for which there is room. */
export function keep(search: Search, way: keyof Search['kept'], candidate: Candidate): void {
  search.kept[way]++
  search.found.push(candidate)
}
