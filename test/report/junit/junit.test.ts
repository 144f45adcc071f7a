import { spawnSync } from 'node:child_process'
import { DOMParser, type Element } from '@xmldom/xmldom'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { junitReport } from '../../../src/report/junit/junit.js'
import type { ReporterOptions } from '../../../src/report/reporters.js'
import { printable } from '../../../src/report/terminal.js'
import { hostileReport, hostileStrings } from '../hostile-report.js'
import { cleanReport, sampleFinding, sampleImage, sampleOptions } from '../sample-report.js'
import { storyReport, storyVerdict } from '../story-report.js'

/** The report as an XML parser reads it, which must find nothing to complain about. */
function read(report: Report, change: Partial<ReporterOptions> = {}) {
  const complaints: string[] = []
  const parser = new DOMParser({ onError: (level, message) => complaints.push(`${level}: ${message}`) })
  const root = parser.parseFromString(junitReport(report, sampleOptions(change)), 'text/xml').documentElement!
  expect(complaints).toEqual([])
  return root
}

const all = (element: Element, name: string) => [...element.getElementsByTagName(name)]
const attributes = (element: Element) =>
  Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
const failing = (...ids: string[]) => ({ verdict: { exitCode: 1, because: 'so.', failing: new Set(ids) } })
const manyFindings = () =>
  cleanReport({ findings: Array.from({ length: 10_000 }, (_, at) => sampleFinding({ id: String(at) })) })

describe('junitReport', () => {
  it('fails what the gate counts, passes what it does not, and skips what is suppressed', () => {
    const report = cleanReport({
      findings: [sampleFinding({ id: 'a' }), sampleFinding({ id: 'b' })],
      suppressed: [{ ...sampleFinding({ id: 'c' }), reason: 'a file of a package' }],
    })
    const root = read(report, failing('a'))
    expect(attributes(root)).toMatchObject({ name: 'jetsam', tests: '4', failures: '1', errors: '0', time: '10.000' })
    const [suite, coverage] = all(root, 'testsuite')
    expect(attributes(suite!)).toMatchObject({ name: 'shop:1.4', tests: '3', failures: '1', skipped: '1' })
    expect(
      all(suite!, 'testcase').map((one) => [one.getAttribute('name'), one.firstChild?.nextSibling?.nodeName]),
    ).toEqual([
      ['Acme token (a)', 'failure'],
      ['Acme token (b)', 'system-out'],
      ['Acme token (c)', 'skipped'],
    ])
    expect(all(suite!, 'failure')[0]!.getAttribute('message')).toBe('high, likely: Acme token. Use a build secret.')
    expect(all(coverage!, 'error')).toEqual([])
  })

  it('is an error if not everything was read', () => {
    const coverage = {
      complete: false,
      layers: 1,
      files: 1,
      bytes: 1,
      gaps: [{ kind: 'unread' as const, where: 'w', reason: 'r' }],
    }
    const verdict = { exitCode: 2, because: 'the scan is incomplete.', failing: new Set<string>() }
    const root = read(cleanReport({ coverage }), { verdict })
    expect(attributes(root)).toMatchObject({ tests: '2', errors: '1' })
    const [error] = all(root, 'error')
    expect(error!.getAttribute('message')).toBe('the scan is incomplete.')
    expect(error!.textContent).toContain('unread: w: r')
  })

  it('has a passing test for an image without findings, and each finding in every image that holds it', () => {
    const both = sampleFinding({
      occurrences: [
        { image: 0, exposure: 'env' },
        { image: 2, exposure: 'env' },
      ],
    })
    const root = read(cleanReport({ images: ['a:1', 'b:2', 'c:3'].map(sampleImage), findings: [both] }))
    const names = all(root, 'testsuite').map((suite) => all(suite, 'testcase').map((one) => one.getAttribute('name')))
    expect(names).toEqual([
      [`Acme token (${both.id})`],
      ['no leaked secrets'],
      [`Acme token (${both.id})`],
      ['everything was read'],
    ])
  })

  it('names the line of the Dockerfile', () => {
    const [first] = all(read(storyReport(), { verdict: storyVerdict }), 'testcase')
    expect(attributes(first!)).toMatchObject({ file: 'Dockerfile', line: '6', classname: 'jetsam.npm-access-token' })
    expect(first!.textContent).toContain('deleted by: RUN |1 NPM_TOKEN=')
  })

  it('loses nothing of a hostile report', () => {
    const root = read(hostileReport(), failing('0-finding'))
    const suites = all(root, 'testsuite')
    for (const [at, text] of hostileStrings.entries()) {
      expect(suites[at]!.getAttribute('name')).toBe(printable(text))
      const [finding, suppressed] = all(suites[at]!, 'testcase')
      expect(finding!.getAttribute('name')).toContain(`(${at}-finding)`)
      expect(finding!.textContent).toContain(printable(`file /${text}:1:2 (${text}) inside ${text}`))
      expect(all(suppressed!, 'skipped')[0]!.getAttribute('message')).toBe(printable(text))
    }
  })

  it('holds as many findings as there are', () => {
    expect(attributes(read(manyFindings(), failing()))).toMatchObject({ tests: '10001', failures: '0' })
  })
})

/** Of Debian's libxml2-utils; without it these tests are skipped. */
const validator = process.env.JETSAM_TEST_XMLLINT ?? '/usr/bin/xmllint'
const hasXmllint = spawnSync(validator, ['--version']).status === 0
describe.skipIf(!hasXmllint)('by the schema of Jenkins (needs xmllint)', () => {
  it.each<[string, () => Report]>([
    ['a clean report', cleanReport],
    ['the story', storyReport],
    ['a hostile report', hostileReport],
    ['10,000 findings', manyFindings],
    ['nothing read', () => cleanReport({ images: [] })],
  ])('%s is valid', (_, report) => {
    const input = junitReport(report(), sampleOptions(failing('0-finding', '0')))
    const { status, stderr } = spawnSync(
      validator,
      ['--noout', '--nonet', '--schema', 'test/fixtures/schemas/junit-10.xsd', '-'],
      {
        input,
        encoding: 'utf8',
      },
    )
    expect([status, stderr]).toEqual([0, '- validates\n'])
  })

  it('what is not of the schema is seen', () => {
    const input = '<testsuites><testsuite name="x"/></testsuites>'
    expect(
      spawnSync(validator, ['--noout', '--schema', 'test/fixtures/schemas/junit-10.xsd', '-'], { input }).status,
    ).not.toBe(0)
  })
})
