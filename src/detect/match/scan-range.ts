import { type Prefilter, strideLength } from '../prefilter/prefilter.js'
import { findAnchored } from './find-anchored.js'
import { findByRun } from './find-by-run.js'
import { isIntroduced } from './introduction.js'
import type { ScannedText } from './scanned-text.js'
import { longRunsPerFile, type Search } from './search.js'

/**
 * Bytes that one decision may look at before and after its place. A stream keeps them, so that no cut changes a
 * decision.
 */
export const reach = 72 * 1024

/** Decides every place in [from, to) of the text; what is found goes to the search's lists. */
export function scanRange(text: ScannedText, from: number, to: number, search: Search, prefilter: Prefilter): void {
  for (let at = from; at < to; at += strideLength) {
    const end = Math.min(to, at + strideLength)
    prefilter.turnTo(text.bytes, at, end, text.length)
    scanAnchors(text, at, end, search, prefilter)
    scanRuns(text, at, end, search, prefilter)
  }
}

function scanAnchors(text: ScannedText, from: number, to: number, search: Search, prefilter: Prefilter): void {
  const { pairs } = prefilter
  for (let at = from; at < to; at = prefilter.next) {
    const count = prefilter.findAnchors(at)
    for (let pair = 0; pair < 2 * count; pair += 2) findAnchored(text, pairs[pair]!, pairs[pair + 1]!, search)
  }
}

function scanRuns(text: ScannedText, from: number, to: number, search: Search, prefilter: Prefilter): void {
  const { pairs } = prefilter
  const hasPatterns = search.plan.patternsByWord.size > 0
  for (let at = from; at < to; at = prefilter.next) {
    const found = prefilter.findRuns(at)
    if (prefilter.longRunCount > 0) keepLongRuns(text.base, search, prefilter)
    const count = hasPatterns ? found : 0
    for (let pair = 0; pair < 2 * count; pair += 2) {
      const start = pairs[pair]!
      if (isIntroduced(text, start) && prefilter.mayFollowWord(start)) findByRun(text, start, pairs[pair + 1]!, search)
    }
  }
}

function keepLongRuns(base: number, { longRuns }: Search, prefilter: Prefilter): void {
  const count = Math.min(prefilter.longRunCount, longRunsPerFile - longRuns.length)
  for (let index = 0; index < count; index++) longRuns.push(base + prefilter.longRuns[index]!)
}
