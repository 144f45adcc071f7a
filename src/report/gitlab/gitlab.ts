import type { Report } from '../../findings/finding.js'
import { jsonText } from '../json-text.js'
import type { ReporterOptions } from '../reporters.js'
import { printable } from '../terminal.js'
import { titleOf } from '../words/title.js'
import { coverageText } from '../words/totals.js'
import { vulnerabilityOf } from './vulnerability.js'

/** Of GitLab's security report schemas; every GitLab from 16 on takes it. */
const schemaVersion = '15.0.7'

/** More suppressed findings and gaps than this are counted, not listed: GitLab shows the messages beside the job. */
const mostMessages = 20

type Message = { level: 'info' | 'warn' | 'fatal'; value: string }

/**
 * The report as GitLab reads secret detection (`artifacts:reports:secret_detection`), by the schema `secret-detection-report-format` of
 * gitlab.com/gitlab-org/security-products/security-report-schemas. A finding is one vulnerability, however many places it has. GitLab
 * knows no suppressed findings: they are told, with the gaps of coverage, as messages of the scan.
 */
export function gitlabReport(report: Report, { verdict, time }: ReporterOptions): string {
  const jetsam = { id: 'jetsam', name: 'jetsam', version: report.tool.version, vendor: { name: 'jetsam' } }
  const document = {
    version: schemaVersion,
    scan: {
      analyzer: jetsam,
      scanner: jetsam,
      type: 'secret_detection',
      start_time: secondsOf(time.start),
      end_time: secondsOf(time.end),
      status: verdict.exitCode === 2 ? 'failure' : 'success',
      messages: messagesOf(report, verdict),
    },
    vulnerabilities: report.findings.map((finding) => vulnerabilityOf(report, finding)),
  }
  return `${jsonText(document, 2)}\n`
}

function messagesOf(report: Report, verdict: ReporterOptions['verdict']): Message[] {
  const { suppressed, coverage } = report
  const gaps = coverage.gaps.map(({ kind, where, reason }) => `${kind}: ${where}: ${reason}`)
  const left = suppressed.map((finding) => `suppressed: ${titleOf(finding)} (${finding.id}): ${finding.reason}`)
  return [
    { level: verdict.exitCode === 2 ? 'fatal' : 'info', value: verdict.because },
    { level: coverage.complete ? 'info' : 'warn', value: `coverage ${coverageText(report)}` },
    ...listed('warn', gaps),
    ...listed('info', left),
  ]
}

function listed(level: Message['level'], texts: string[]): Message[] {
  const shown = texts.slice(0, mostMessages).map((value) => ({ level, value: printable(value) }))
  const more = texts.length - shown.length
  return more > 0 ? [...shown, { level, value: `and ${more} more like the last one` }] : shown
}

/** `2026-01-02T03:04:05`, in UTC, which is all that the schema takes. */
function secondsOf(time: Date): string {
  return time.toISOString().slice(0, 19)
}
