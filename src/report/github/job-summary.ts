import type { Report } from '../../findings/finding.js'
import { markdownText } from '../markdown/markdown.js'
import type { ReporterOptions } from '../reporters.js'

/** GitHub drops a summary of more than 1 MiB; a character takes three bytes at most. */
const longestSummary = 300_000

/** The report as the summary of a GitHub Actions job: the same Markdown as for a comment, and far more of it. */
export function jobSummary(report: Report, options: ReporterOptions): string {
  return markdownText(report, options, longestSummary)
}
