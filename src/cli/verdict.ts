import type { Report } from '../findings/finding.js'
import type { Problem } from '../problem.js'
import { type FailOn, failsOn } from './fail-on.js'

/** `failing`: the ids of the findings at or above `--fail-on`. */
export type Verdict = { exitCode: 0 | 1 | 2; because: string; failing: ReadonlySet<string> }

/**
 * The exit code and the reason for it in one line: 2 for a problem or an incomplete scan, whatever was found; else 1 for findings at
 * or above `--fail-on` that no baseline knows; else 0.
 */
export function verdictOf(report: Report, problems: readonly Problem[], failOn: FailOn): Verdict {
  const counted = report.findings.filter((finding) => !finding.known && failsOn(finding, failOn))
  const failing = new Set(counted.map(({ id }) => id))
  const kind = report.findings.some(({ known }) => known) ? 'new finding' : 'finding'
  const limit = failOn ? `${failOn.severity}:${failOn.confidence}` : 'none'
  const found = `${failing.size === 0 ? `no ${kind} is` : failing.size === 1 ? `1 ${kind} is` : `${failing.size} ${kind}s are`} at or above`
  if (problems.length > 0 || !report.coverage.complete) {
    const failed = problems[0] ? `the scan failed in part (${problems[0].code})` : 'the scan is incomplete'
    return { exitCode: 2, because: `${failed}; of what could be read, ${found} ${limit} (--fail-on).`, failing }
  }
  if (!failOn) return { exitCode: 0, because: 'findings do not count (--fail-on none).', failing }
  return { exitCode: failing.size > 0 ? 1 : 0, because: `${found} ${limit} (--fail-on).`, failing }
}
