import { findTokenRuns } from '../prefilter/token-runs.js'
import { findAnchored } from './find-anchored.js'
import { findByRun } from './find-by-run.js'
import type { ScannedText } from './scanned-text.js'
import type { Search } from './search.js'

/** Bytes that one decision may look at before and after its place. A stream keeps them, so that no cut changes a decision. */
export const reach = 72 * 1024

/** Passes hand over this many places at a time. The arrays are shared, for a pass and its decisions never interleave with another's. */
const hits = new Int32Array(4096)
const runs = new Int32Array(4096)

/** Decides every place in [from, to) of the text; what is found goes to the search's lists. */
export function scanRange(text: ScannedText, from: number, to: number, search: Search): void {
  const { anchorPass, patternsByWord } = search.plan
  const lastKey = Math.min(to, text.length - 3)
  for (let at = from; at < lastKey; ) {
    const { count, next } = anchorPass(text.bytes, at, lastKey, hits)
    for (let index = 0; index < count; index++) findAnchored(text, hits[index]!, search)
    at = next
  }
  if (patternsByWord.size === 0) return
  for (let at = from; at < to; ) {
    const { count, next } = findTokenRuns(text.bytes, at, to, text.length, runs)
    for (let index = 0; index < count; index++) findByRun(text, runs[2 * index]!, runs[2 * index + 1]!, search)
    at = next
  }
}
