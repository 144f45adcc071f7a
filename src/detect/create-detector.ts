import type { SignatureTable } from '../signatures/table.js'
import type { Detector } from './detector.js'
import { scanRange } from './match/scan-range.js'
import { newSearch } from './match/search.js'
import { resolveOverlaps } from './overlap.js'
import { planDetection } from './plan/detection-plan.js'
import { detectorStream } from './stream/detector-stream.js'

/**
 * Makes the detector of a signature table. `clock` gives the seconds since 1970 by which tokens have expired or not.
 */
export function createDetector(table: SignatureTable, clock = (): number => Date.now() / 1000): Detector {
  const plan = planDetection(table)
  return {
    inText(text) {
      const search = newSearch(plan, clock())
      const bytes = Buffer.from(text, 'latin1')
      scanRange({ bytes, length: bytes.length, base: 0, binary: false }, 0, bytes.length, search)
      return resolveOverlaps(
        search.found.sort((a, b) => a.start - b.start),
        table,
      )
    },
    openStream: () => detectorStream(plan, clock, (candidates) => resolveOverlaps(candidates, table)),
  }
}
