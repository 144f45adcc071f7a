import type { Report } from '../findings/finding.js'
import { inOrder } from './json.js'
import { jsonText } from './json-text.js'

/**
 * The JSON report in lines, for programs that read one at a time: each line is an object whose `record` says what it is. First `scan`,
 * then every `image`, `finding`, `suppressed` finding and `gap` with the fields that they have in the JSON report, and at last `end`:
 * a file without that line was cut off.
 */
export function jsonLinesReport(report: Report): string {
  const { schemaVersion, tool, images, findings, suppressed, coverage, summary } = report
  const { gaps, ...totals } = coverage
  return [
    line('scan', { schemaVersion, tool }),
    ...images.map((image) => line('image', image)),
    ...findings.map((finding) => line('finding', finding)),
    ...suppressed.map((finding) => line('suppressed', finding)),
    ...gaps.map((gap) => line('gap', gap)),
    line('end', { coverage: totals, summary }),
  ].join('')
}

function line(record: string, fields: object): string {
  return `${jsonText({ record, ...(inOrder(fields) as object) })}\n`
}
