import { describe, expect, it } from 'vitest'
import { jsonReport } from '../../src/report/json.js'
import { cleanReport, sampleFinding } from './sample-report.js'

/** The same value with every object's keys the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  )
}

describe('jsonReport', () => {
  const report = cleanReport({
    findings: [sampleFinding()],
    suppressed: [{ ...sampleFinding(), reason: 'unchanged file of a package' }],
    coverage: { complete: true, layers: 1, files: 2, bytes: 3, gaps: [{ kind: 'limit', where: 'w', reason: 'r' }] },
  })

  it('holds the whole report and ends with one line break', () => {
    const text = jsonReport(report)
    expect(JSON.parse(text)).toEqual(report)
    expect(text).toMatch(/[^\n]\n$/)
  })

  it('writes keys in one order, whatever order they have in memory', () => {
    expect(jsonReport(reversed(report) as typeof report)).toBe(jsonReport(report))
    expect(Object.keys(JSON.parse(jsonReport(report)))).toEqual([
      ...['schemaVersion', 'tool', 'images', 'findings', 'suppressed', 'coverage', 'summary'],
    ])
    expect(Object.keys(JSON.parse(jsonReport(report)).findings[0])).toEqual([
      ...['id', 'signature', 'severity', 'reasons', 'confidence', 'secret', 'occurrences', 'remedy'],
    ])
  })

  it('keeps hostile strings whole, and harmless to a terminal', () => {
    const path = '/a\u001b[2J\u009b\u202e\u2028\ud800\u{e0041}\u007f'
    const hostile = cleanReport({
      findings: [sampleFinding({ occurrences: [{ image: 0, exposure: 'file', path }] })],
    })
    const text = jsonReport(hostile)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    expect(JSON.parse(text).findings[0].occurrences[0].path).toBe(path)
  })
})
