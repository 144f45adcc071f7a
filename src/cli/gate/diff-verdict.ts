import type { ReportDiff } from '../../findings/diff/diff.js'
import type { Problem } from '../../problem.js'
import { type FailOn, failsOn } from '../fail-on.js'

/** The exit code of a comparison, and the reason for it in one line. */
export type DiffVerdict = { exitCode: 0 | 1 | 2; because: string }

/**
 * 2 if something was not read whole, else 1 if something was added that `--fail-on` counts and no baseline knows, or became so severe or so sure; else 0.
 */
export function diffVerdict(diff: ReportDiff, problems: readonly Problem[], failOn: FailOn): DiffVerdict {
  const added = diff.added.filter((finding) => !finding.known && failsOn(finding, failOn)).length
  const risen = diff.carried.filter(
    (finding) => !finding.known && failsOn(finding, failOn) && !failsOn(finding.was, failOn),
  ).length
  const limit = failOn ? `${failOn.severity}:${failOn.confidence}` : 'none'
  const rose = risen > 0 ? `, and ${risen} carried over rose to it` : ''
  const found = `${added === 0 ? 'nothing added is' : added === 1 ? '1 added finding is' : `${added} added findings are`} at or above ${limit} (--fail-on)${rose}.`
  if (problems.length > 0 || !diff.old.coverage.complete || !diff.new.coverage.complete) {
    const failed = problems[0] ? `a scan failed in part (${problems[0].code})` : 'a scan is incomplete'
    return { exitCode: 2, because: `${failed}; of what could be read, ${found}` }
  }
  if (!failOn) return { exitCode: 0, because: 'findings do not count (--fail-on none).' }
  return { exitCode: added + risen > 0 ? 1 : 0, because: found }
}
