import type { Finding, Report } from '../finding.js'
import { compareConfidence, compareSeverity } from '../rank.js'
import type { Baseline, BaselineEntry } from './baseline.js'

export type Compared = {
  /** The report, the findings that the baseline has marked as known. */
  report: Report
  /** Entries whose finding is no longer there. */
  gone: BaselineEntry[]
  /** Findings that are worse or surer than they were when they were accepted, and so are not known. */
  worse: { finding: Finding; accepted: BaselineEntry }[]
}

/** Compares a report with a baseline. Changes neither. */
export function markKnown(report: Report, baseline: Baseline): Compared {
  const entries = new Map(baseline.findings.map((entry) => [entry.id, entry]))
  const worse: Compared['worse'] = []
  const findings = report.findings.map((finding) => {
    const accepted = entries.get(finding.id)
    if (!accepted) return finding
    if (!isWorse(finding, accepted)) return { ...finding, known: { reason: accepted.reason } }
    worse.push({ finding, accepted })
    return finding
  })
  const present = new Set([...report.findings, ...report.suppressed].map(({ id }) => id))
  return { report: { ...report, findings }, gone: baseline.findings.filter(({ id }) => !present.has(id)), worse }
}

function isWorse(finding: Finding, accepted: BaselineEntry): boolean {
  return (
    compareSeverity(finding.severity, accepted.severity) < 0 ||
    compareConfidence(finding.confidence, accepted.confidence) < 0
  )
}
