import type { Report } from '../../findings/finding.js'
import { markdownText } from '../markdown/markdown.js'
import type { ReporterOptions } from '../reporters.js'

/** GitHub drops a summary of more than 1 MiB; a character takes three bytes at most. */
const longestSummary = 300_000

/**
 * The report as the summary of a GitHub Actions job: the same Markdown as for a comment, and far more of it. It never shows a secret
 * itself, also if the report holds it: everybody who may see the run reads its summary.
 */
export function jobSummary(report: Report, options: ReporterOptions): string {
  const findings = report.findings.map((finding) => ({ ...finding, secret: { ...finding.secret, value: undefined } }))
  return markdownText({ ...report, findings }, options, longestSummary)
}
