import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/findings/finding.js'
import { jsonLinesReport } from '../../src/report/jsonl.js'
import { hostileReport } from './hostile-report.js'
import { cleanReport } from './sample-report.js'

/** The report put together again from its lines, as another program would. */
function readBack(text: string): unknown {
  const records = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { record: string; coverage: object; summary: object })
  const of = (wanted: string) => records.filter(({ record }) => record === wanted).map(({ record, ...rest }) => rest)
  const [scan] = of('scan')
  const [end] = of('end')
  return {
    ...scan,
    images: of('image'),
    findings: of('finding'),
    suppressed: of('suppressed'),
    coverage: { ...end?.coverage, gaps: of('gap') },
    summary: end?.summary,
  }
}

describe('jsonLinesReport', () => {
  it.each<[string, Report]>([
    ['a clean report', cleanReport()],
    ['a hostile one', hostileReport()],
  ])('loses nothing of %s', (_, report) => {
    expect(readBack(jsonLinesReport(report))).toEqual(report)
  })

  it('begins with the scan and ends with the sum, so that a cut is seen', () => {
    const lines = jsonLinesReport(cleanReport()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).record)).toEqual(['scan', 'image', 'end'])
    expect(lines[0]).toMatch(/^\{"record":"scan","schemaVersion":1,/)
  })
})
