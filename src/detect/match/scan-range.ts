import { findTokenRuns } from '../prefilter/token-runs.js'
import { findAnchored } from './find-anchored.js'
import { findByRun } from './find-by-run.js'
import type { ScannedText } from './scanned-text.js'
import type { Search } from './search.js'

/**
 * Bytes that one decision may look at before and after its place. A stream keeps them, so that no cut changes a
 * decision.
 */
export const reach = 72 * 1024

/**
 * Passes hand over this many places at a time. The arrays are shared, for a pass and its decisions never interleave
 * with another's.
 */
const hits = new Int32Array(4096)
const runs = new Int32Array(4096)

/** Both passes go over so many bytes before the next, which are then still in the core's cache. */
const stride = 64 * 1024

/** Decides every place in [from, to) of the text; what is found goes to the search's lists. */
export function scanRange(text: ScannedText, from: number, to: number, search: Search): void {
  for (let at = from; at < to; at += stride) {
    const end = Math.min(to, at + stride)
    scanAnchors(text, at, Math.min(end, text.length - 3), search)
    if (search.plan.patternsByWord.size > 0) scanRuns(text, at, end, search)
  }
}

function scanAnchors(text: ScannedText, from: number, to: number, search: Search): void {
  for (let at = from; at < to; ) {
    const { count, next } = search.plan.anchorPass(text.bytes, at, to, hits)
    for (let index = 0; index < count; index++) findAnchored(text, hits[index]!, search)
    at = next
  }
}

function scanRuns(text: ScannedText, from: number, to: number, search: Search): void {
  for (let at = from; at < to; ) {
    const { count, next } = findTokenRuns(text.bytes, at, to, text.length, runs)
    for (let index = 0; index < count; index++) findByRun(text, runs[2 * index]!, runs[2 * index + 1]!, search)
    at = next
  }
}
