import type { LocatedCandidate } from '../../findings/candidate.js'
import type { SignatureTable } from '../../signatures/table.js'
import type { Detector } from '../detector.js'
import { resolveOverlaps } from '../overlap.js'
import { planRules } from './rule-plan.js'
import { ruleStream } from './rule-stream.js'

/**
 * The detector, and beside it the rules of its table: both see every byte, and of what they find of the same bytes the best is told. Made
 * only where there are rules: it brings an engine for expressions of its own.
 */
export function withRules(
  detector: Detector,
  table: SignatureTable,
  { clock = () => Date.now() / 1000 }: { clock?: () => number } = {},
): Detector {
  const plan = planRules(table)
  const texts = ruleStream(plan, clock)
  return {
    inText(text) {
      const found = texts.whole(Buffer.from(text, 'latin1')).map(({ line, column, ...candidate }) => candidate)
      return resolveOverlaps([...detector.inText(text), ...found], table)
    },
    openStream(look) {
      const own = detector.openStream(look)
      const rules = ruleStream(plan, clock)
      const best = (one: LocatedCandidate[], other: LocatedCandidate[]) =>
        other.length === 0 ? one : resolveOverlaps([...one, ...other], table)
      return {
        at(path) {
          own.at?.(path)
          rules.at(path)
        },
        push(bytes) {
          own.push(bytes)
          rules.push(bytes)
        },
        end: () => best(own.end(), rules.end()),
        whole: (bytes) => best(own.whole(bytes), rules.whole(bytes)),
        get longRuns() {
          return own.longRuns
        },
        get dropped() {
          return own.dropped + rules.dropped
        },
      }
    },
  }
}
