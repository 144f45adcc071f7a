import type { Finding, Report, ReportImage } from '../../findings/finding.js'
import { lineToMend } from '../artifact-location.js'
import type { ReporterOptions } from '../reporters.js'
import { knownText } from '../words/known.js'
import { titleOf } from '../words/title.js'
import { coverageText } from '../words/totals.js'
import { findingText } from './text.js'
import { element, textLines } from './xml.js'

/** A test that was run: its lines, and how it ended. */
type Case = { lines: string[]; end: 'passed' | 'failure' | 'error' | 'skipped' }

/**
 * The report as results of tests, as Jenkins, GitLab and most other CI systems read them (the schema of Jenkins' xUnit plug-in): a suite
 * for each image, in it a test for each finding, which fails if `--fail-on` counts it and is skipped if it is suppressed or known. A last suite
 * tells whether everything was read.
 */
export function junitReport(report: Report, options: ReporterOptions): string {
  const suites = report.images.map((image, index) => {
    const cases = imageCases(report, index, options)
    return { name: image.reference, cases, properties: imageProperties(image, report) }
  })
  const all = [...suites, { name: 'coverage', cases: [coverageCase(report, options)], properties: [] }]
  const seconds = (options.time.end.getTime() - options.time.start.getTime()) / 1000
  const content = all.flatMap(({ name, cases, properties }) =>
    element(
      'testsuite',
      { name, ...countsOf(cases), skipped: countOf(cases, 'skipped'), timestamp: secondsOf(options.time.start) },
      [...properties, ...cases.flatMap(({ lines }) => lines)],
    ),
  )
  const counts = countsOf(all.flatMap(({ cases }) => cases))
  const lines = element('testsuites', { name: 'jetsam', ...counts, time: seconds.toFixed(3) }, content)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('\n')}\n`
}

function imageCases(report: Report, index: number, { verdict }: ReporterOptions): Case[] {
  const isHere = ({ occurrences }: Finding) => occurrences.some(({ image }) => image === index)
  const found = report.findings.filter(isHere).map((finding) => findingCase(report, finding, verdict.failing))
  const left = report.suppressed.filter(isHere).map((finding): Case => {
    return { lines: testCase(finding, element('skipped', { message: finding.reason })), end: 'skipped' }
  })
  if (found.length > 0) return [...found, ...left]
  return [{ lines: element('testcase', { classname: 'jetsam', name: 'no leaked secrets' }), end: 'passed' }, ...left]
}

function findingCase(report: Report, finding: Finding, failing: ReadonlySet<string>): Case {
  const text = textLines(findingText(report, finding))
  const { severity, confidence, remedy, id } = finding
  const known = knownText(finding)
  if (known !== undefined) {
    return { lines: testCase(finding, element('skipped', { message: `known: ${known}` })), end: 'skipped' }
  }
  if (!failing.has(id)) return { lines: testCase(finding, element('system-out', {}, text)), end: 'passed' }
  const failure = { type: severity, message: `${severity}, ${confidence}: ${titleOf(finding)}. ${remedy.summary}` }
  return { lines: testCase(finding, element('failure', failure, text)), end: 'failure' }
}

/** The name holds the finding's id, so that a CI system knows it again in the next build. */
function testCase(finding: Finding, content: string[]): string[] {
  const known = lineToMend(finding)
  const attributes = {
    ...{ classname: `jetsam.${finding.signature.id}`, name: `${titleOf(finding)} (${finding.id})` },
    ...{ file: known?.path, line: known?.line },
  }
  return element('testcase', attributes, content)
}

function coverageCase(report: Report, { verdict }: ReporterOptions): Case {
  const attributes = { classname: 'jetsam', name: 'everything was read' }
  const gaps = report.coverage.gaps.map(({ kind, where, reason }) => `${kind}: ${where}: ${reason}`)
  const text = textLines([coverageText(report), ...gaps])
  if (verdict.exitCode !== 2)
    return { lines: element('testcase', attributes, element('system-out', {}, text)), end: 'passed' }
  const error = element('error', { type: 'incomplete', message: verdict.because }, text)
  return { lines: element('testcase', attributes, error), end: 'error' }
}

function imageProperties({ id, digest, platform, source, tags }: ReportImage, { tool }: Report): string[] {
  const facts = {
    id,
    digest,
    platform,
    source,
    tags: tags.join(' '),
    jetsam: tool.version,
    signatures: tool.signatures,
  }
  const properties = Object.entries(facts).flatMap(([name, value]) =>
    value ? element('property', { name, value }) : [],
  )
  return element('properties', {}, properties)
}

function countsOf(cases: readonly Case[]) {
  return { tests: cases.length, failures: countOf(cases, 'failure'), errors: countOf(cases, 'error') }
}

function countOf(cases: readonly Case[], end: Case['end']): number {
  return cases.filter((one) => one.end === end).length
}

/** `2026-01-02T03:04:05`, in UTC. */
function secondsOf(time: Date): string {
  return time.toISOString().slice(0, 19)
}
