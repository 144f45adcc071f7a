import { findAnchors, type Passed } from './anchor-pass.js'
import type { KeyTables } from './key-tables.js'
import { blockLength, longRunsAtOnce, type Prefilter, pairsAtOnce } from './prefilter.js'
import { findTokenRuns } from './token-runs.js'

/** The prefilter in JavaScript: the reference for the kernel, and what takes its place where there is no WebAssembly. */
export function scriptPrefilter(tables: KeyTables): Prefilter {
  let bytes: Buffer = Buffer.alloc(0)
  let end = 0
  let length = 0
  const pass = ({ count, next }: Passed): number => {
    prefilter.next = next
    return count
  }
  const prefilter: Prefilter = {
    block: Buffer.allocUnsafeSlow(blockLength),
    pairs: new Int32Array(2 * pairsAtOnce),
    longRuns: new Int32Array(longRunsAtOnce),
    longRunCount: 0,
    next: 0,
    turnTo(text, _from, to, textLength) {
      bytes = text
      end = to
      length = textLength
    },
    findAnchors(at) {
      // A key needs three bytes behind its place.
      const count = pass(findAnchors(bytes, at, Math.min(end, length - 3), tables, prefilter.pairs))
      if (prefilter.next >= length - 3) prefilter.next = end
      return count
    },
    mayFollowWord: () => true,
    findRuns(at) {
      const { long, ...passed } = findTokenRuns(bytes, at, end, length, prefilter.pairs, prefilter.longRuns)
      prefilter.longRunCount = long
      return pass(passed)
    },
  }
  return prefilter
}
