import { expect } from 'vitest'
import type {
  Confidence,
  Exposure,
  Finding,
  LifeState,
  Occurrence,
  Report,
  Severity,
} from '../../../src/findings/finding.js'

/** What a report must say of one value. Several rows with one value speak of one finding's occurrences. */
export type Expected = {
  value: string
  /** Words for a failure's message; the key, if not given. */
  name?: string
  exposure?: Exposure
  key?: string | RegExp
  path?: string
  line?: number
  state?: LifeState | LifeState[]
  /** Index of the layer that ended the file. */
  endedBy?: number
  /** Must occur in the text of the instruction. */
  instruction?: string | RegExp
  severity?: Severity | Severity[]
  confidence?: Confidence | Confidence[]
  signature?: string | RegExp
}

/**
 * The report says exactly this: each value is one finding with an occurrence as described, and no other finding stands above
 * `info`.
 */
export function expectExactly(report: Report, expected: Expected[]): void {
  const wanted = new Set(expected.map(({ value }) => canonical(value)))
  const others = report.findings.filter((f) => f.severity !== 'info' && !wanted.has(canonical(f.secret.value)))
  expect(others.map(summary), 'findings that nothing planted').toEqual([])
  for (const row of expected) expectFinding(report, row)
}

/** The value is one finding, with an occurrence as described. Gives the finding. */
export function expectFinding(report: Report, expected: Expected): Finding {
  const name = expected.name ?? String(expected.key ?? expected.path ?? expected.exposure)
  const found = report.findings.filter((f) => canonical(f.secret.value) === canonical(expected.value))
  expect(found.length, `findings of ${name} among ${JSON.stringify(report.findings.map(summary), null, 1)}`).toBe(1)
  const finding = found[0]!
  const where = `${name}: ${JSON.stringify(summary(finding), null, 1)}`
  expect(
    finding.occurrences.some((o) => fits(o, expected)),
    `an occurrence as described of ${where}`,
  ).toBe(true)
  if (expected.severity) expect([expected.severity].flat(), `severity of ${where}`).toContain(finding.severity)
  if (expected.confidence) expect([expected.confidence].flat(), `confidence of ${where}`).toContain(finding.confidence)
  if (expected.signature) expect(finding.signature.id, where).toMatch(expected.signature)
  return finding
}

/** Nothing above `info` was found, everything was read, and the exit code says so. */
export function expectClean(scanned: { code: number | null; report: Report }): void {
  expectExactly(scanned.report, [])
  expect(scanned.report.coverage, 'coverage').toMatchObject({ complete: true })
  expect(scanned.code, 'exit code').toBe(0)
}

/** What a failure's message shows of a finding: its places, never its value. */
export function summary(finding: Finding): object {
  const places = finding.occurrences.map((o) => ({ ...o, instruction: o.instruction?.text.slice(0, 120) }))
  return {
    signature: finding.signature.id,
    severity: finding.severity,
    confidence: finding.confidence,
    masked: finding.secret.masked,
    reasons: finding.reasons,
    occurrences: places.slice(0, 5),
  }
}

function fits(occurrence: Occurrence, expected: Expected): boolean {
  return (
    (expected.exposure === undefined || occurrence.exposure === expected.exposure) &&
    (expected.key === undefined || matches(occurrence.key, expected.key)) &&
    (expected.path === undefined || occurrence.path === expected.path) &&
    (expected.line === undefined || occurrence.line === expected.line) &&
    (expected.state === undefined || [expected.state].flat().includes(occurrence.state!)) &&
    (expected.endedBy === undefined || occurrence.endedBy === expected.endedBy) &&
    (expected.instruction === undefined || matches(occurrence.instruction?.text, expected.instruction, true))
  )
}

function matches(text: string | undefined, wanted: string | RegExp, within = false): boolean {
  if (text === undefined) return false
  if (typeof wanted === 'string') return within ? text.includes(wanted) : text === wanted
  return wanted.test(text)
}

/** Line breaks and blanks round and inside a PEM block are no part of what it says. */
function canonical(value: string | undefined): string | undefined {
  return value?.includes('-----BEGIN') ? value.replaceAll(/\s+/g, '') : value
}
