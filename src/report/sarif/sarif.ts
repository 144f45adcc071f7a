import { gzipSync } from 'node:zlib'
import type { Report } from '../../findings/finding.js'
import { jsonText } from '../json-text.js'
import type { ReporterOptions } from '../reporters.js'
import { runOf } from './run.js'

/** What GitHub takes: so many results in a run, so many bytes of a gzipped file. Source: docs.github.com, "SARIF support for code scanning". */
const mostResults = 25_000
const mostBytes = 10_000_000

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/**
 * The report as SARIF 2.1.0 (OASIS standard), within the limits of GitHub's code scanning. Suppressed findings are results with a
 * `suppressions`; what was not read is told by notifications.
 */
export function sarifReport(report: Report, options: ReporterOptions): string {
  let most = Math.min(mostResults, report.findings.length + report.suppressed.length)
  for (;;) {
    const text = `${jsonText({ $schema: schema, version: '2.1.0', runs: [runOf(report, options, most)] }, 2)}\n`
    // A gzipped file is not larger than the plain one; three bytes is the most that a character takes.
    const size = text.length * 3 < mostBytes ? 0 : gzipSync(text).length
    if (size <= mostBytes || most === 0) return text
    most = Math.floor((most * mostBytes * 0.9) / size)
  }
}
