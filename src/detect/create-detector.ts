import type { SignatureTable } from '../signatures/table.js'
import type { Detector } from './detector.js'
import { scanRange } from './match/scan-range.js'
import { newSearch, resetSearch, type Search } from './match/search.js'
import { resolveOverlaps } from './overlap.js'
import { planDetection } from './plan/detection-plan.js'
import type { Kernel } from './prefilter/prefilter.js'
import { prefilterPool } from './prefilter/prefilter-pool.js'
import { detectorStream } from './stream/detector-stream.js'

export type DetectorOptions = {
  /** The seconds since 1970 by which tokens have expired or not. */
  clock?: () => number
  /** `javascript` does without WebAssembly: slower, with the same result. */
  kernel?: Kernel
  /** Texts of four bytes, in any case, at which a stream calls its `Look`. */
  marks?: readonly string[]
}

/** Makes the detector of a signature table. */
export function createDetector(
  table: SignatureTable,
  { clock = () => Date.now() / 1000, kernel, marks }: DetectorOptions = {},
): Detector {
  const plan = planDetection(table, marks)
  const pool = prefilterPool(plan.keys, plan.words, kernel)
  // Called for the name of every file: what it needs is made once.
  let idle: Search | undefined
  return {
    inText(text) {
      const search = idle ?? newSearch(plan, clock())
      idle = undefined
      resetSearch(search, clock())
      const bytes = Buffer.from(text, 'latin1')
      const prefilter = pool.take()
      scanRange({ bytes, length: bytes.length, base: 0, binary: false }, 0, bytes.length, search, prefilter)
      pool.give(prefilter)
      idle = search
      return resolveOverlaps(
        search.found.sort((a, b) => a.start - b.start),
        table,
      )
    },
    openStream: (look) => detectorStream(plan, pool, clock, (candidates) => resolveOverlaps(candidates, table), look),
  }
}
