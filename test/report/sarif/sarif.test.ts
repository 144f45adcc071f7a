import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Finding, Report } from '../../../src/findings/finding.js'
import { sarifReport } from '../../../src/report/sarif/sarif.js'
import { seededRandom } from '../../../src/signatures/example/seeded-random.js'
import { hostileReport, hostileStrings } from '../hostile-report.js'
import { markupIn } from '../markdown/codeless.js'
import { cleanReport, sampleFinding, sampleImage, sampleOptions } from '../sample-report.js'
import { storyReport, storyVerdict } from '../story-report.js'
import { publishedSchema } from './published-schema.js'

const validate = publishedSchema()

type Result = {
  ruleId: string
  ruleIndex: number
  level: string
  message: { text: string }
  locations: { physicalLocation: { artifactLocation: { uri: string }; region?: { startLine: number } } }[]
  relatedLocations?: object[]
  partialFingerprints: Record<string, string>
  suppressions?: { kind: string; justification: string }[]
  properties: Record<string, unknown>
}
type Rule = { id: string; help: { markdown: string }; properties: { tags: string[]; 'security-severity'?: string } }

function read(report: Report, verdict = storyVerdict) {
  const text = sarifReport(report, sampleOptions({ verdict }))
  const document = JSON.parse(text)
  validate(document)
  expect(validate.errors).toBeNull()
  const [run] = document.runs
  return { text, run, results: run.results as Result[], rules: run.tool.driver.rules as Rule[] }
}

const many = (count: number, change: (at: number) => Partial<Finding> = () => ({})) =>
  cleanReport({ findings: Array.from({ length: count }, (_, at) => sampleFinding({ id: String(at), ...change(at) })) })

describe('sarifReport', () => {
  it.each<[string, () => Report]>([
    ['a clean report', cleanReport],
    ['the story', storyReport],
    ['a hostile report', hostileReport],
    ['nothing read', () => cleanReport({ images: [] })],
  ])('%s is valid by the schema of OASIS', (_, report) => {
    expect(read(report()).results).toHaveLength(report().findings.length + report().suppressed.length)
  })

  it('sees what is not of the schema', () => {
    const document = JSON.parse(sarifReport(storyReport(), sampleOptions()))
    document.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b'
    expect(validate(document)).toBe(false)
  })

  it('is one result for a secret in five places, at the line of the Dockerfile', () => {
    const { results } = read(storyReport())
    const [npm, , password] = results
    expect(npm).toMatchObject({
      ...{ ruleId: 'npm-access-token', level: 'error' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'Dockerfile' }, region: { startLine: 6 } } }],
      partialFingerprints: {
        'jetsamFindingId/v1': '0a1b2c3d4e5f60718293',
        primaryLocationLineHash: '0a1b2c3d4e5f60718293:1',
      },
    })
    expect(npm!.relatedLocations).toHaveLength(4)
    expect(npm!.message.text).toContain('npm access token: build-arg NPM_TOKEN and 4 more places')
    expect(password!.locations[0]).toMatchObject({
      physicalLocation: { artifactLocation: { uri: 'layer/app/.env' }, region: { startLine: 2 } },
    })
  })

  it('keeps a fingerprint and a place when a rebuild moves the secret to another layer', () => {
    const moved = structuredClone(storyReport())
    for (const occurrence of moved.findings[2]!.occurrences) occurrence.layer = 1
    const [before, after] = [read(storyReport()).results[2]!, read(moved).results[2]!]
    expect(after.partialFingerprints).toEqual(before.partialFingerprints)
    expect(after.locations[0]!.physicalLocation).toEqual(before.locations[0]!.physicalLocation)
  })

  it('has a rule for each kind and severity, with a score, tags and help in Markdown', () => {
    const { rules, results } = read(storyReport())
    expect(rules.map(({ id, properties }) => [id, properties['security-severity']])).toEqual([
      ['npm-access-token', '9.5'],
      ['openssh-private-key', '9.5'],
      ['url-password/medium', '5.5'],
      ['default-password', '2.0'],
      ['private-key/low', '2.0'],
    ])
    expect(results.filter(({ ruleId, ruleIndex }) => rules[ruleIndex]!.id !== ruleId)).toEqual([])
    expect(rules[0]!.help.markdown).toContain('RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN')
    for (const { properties } of rules) expect(properties.tags.length).toBeLessThanOrEqual(10)
  })

  it('marks what is suppressed', () => {
    const { results } = read(storyReport())
    expect(results.map(({ suppressions }) => suppressions?.[0]?.justification)).toEqual([
      ...[undefined, undefined, undefined, undefined, 'a file of the Debian package openssl, unchanged'],
    ])
  })

  it('tells what was not read, and how it ended', () => {
    const coverage = {
      complete: false,
      layers: 1,
      files: 1,
      bytes: 1,
      gaps: [{ kind: 'unread' as const, where: '{0}', reason: 'gone' }],
    }
    const verdict = { exitCode: 2, because: 'the scan is incomplete.', failing: new Set<string>() }
    const [invocation] = read(cleanReport({ coverage }), verdict).run.invocations
    expect(invocation).toMatchObject({
      executionSuccessful: false,
      exitCode: 2,
      exitCodeDescription: 'the scan is incomplete.',
    })
    expect(invocation.toolExecutionNotifications).toEqual([
      { level: 'error', message: { text: 'Coverage: INCOMPLETE: 1 layer, 1 file, 1 B read, but not all' } },
      { level: 'error', message: { text: 'unread: {{0}}: gone' } },
    ])
  })

  it.each([
    ['shop:1.4', 'docker', 'jetsam/shop/'],
    ['registry.example:5000/team/shop', 'docker', 'jetsam/registry.example:5000/team/shop/'],
    [`shop@sha256:${'ab'.repeat(32)}`, 'docker', 'jetsam/shop/'],
    ['docker-archive:shop.tar', 'docker-archive', 'jetsam/docker-archive:shop.tar/'],
  ])('an upload of %s (%s) replaces the last one of %s', (reference, source, category) => {
    const { run } = read(cleanReport({ images: [{ ...sampleImage(reference), source }] }))
    expect(run.automationDetails.id).toBe(category)
  })

  it('loses no hostile string, and lets none be a link, a placeholder or Markdown', () => {
    const { results, rules } = read(hostileReport())
    for (const [at, text] of hostileStrings.entries()) {
      expect(results[at]!.partialFingerprints['jetsamFindingId/v1']).toBe(`${at}-finding`)
      expect(results[at]!.properties).toMatchObject({ reasons: [text], path: text, image: text, secret: text })
    }
    const messages = results.map(({ message }) => message.text.replaceAll(/\{\{|\}\}/g, ''))
    expect(messages.filter((text) => /[{}]|\]\(/.test(text))).toEqual([])
    expect(rules.flatMap(({ help }) => markupIn(help.markdown.replace(/^# /, '')))).toEqual([])
  })
})

describe("GitHub's limits", () => {
  it('takes at most 25,000 results, the unsuppressed first, and says what is left', () => {
    const report = {
      ...many(24_999),
      suppressed: [
        { ...sampleFinding(), reason: 'r' },
        { ...sampleFinding(), reason: 's' },
      ],
    }
    const { results, run } = read(report)
    expect(results).toHaveLength(25_000)
    expect(results.at(-1)!.suppressions![0]!.justification).toBe('r')
    expect(run.invocations[0].toolExecutionNotifications[1].message.text).toBe(
      '1 more result did not fit into this file',
    )
  })

  it('takes at most 10 MB when gzipped, however hard the names are to press', () => {
    const random = seededRandom('names')
    const noise = () => Buffer.from(random.bytes(700)).toString('base64')
    const report = many(9_000, () => ({ occurrences: [{ image: 0, exposure: 'file', path: noise(), key: noise() }] }))
    const { text, results } = read(report)
    expect(gzipSync(text).length).toBeLessThanOrEqual(10_000_000)
    expect(results.length).toBeGreaterThan(1_000)
    expect(results.length).toBeLessThan(9_000)
  })

  it('takes at most 100 locations of a result', () => {
    const occurrences = Array.from(
      { length: 500 },
      (_, at) => ({ image: 0, exposure: 'file', path: `a/${at}` }) as const,
    )
    const [result] = read(many(1, () => ({ occurrences: [...occurrences] }))).results
    expect(result!.relatedLocations).toHaveLength(99)
    expect(result!.properties.places).toBe(500)
  })

  it('takes names of any length', () => {
    const long = '{'.repeat(2_000_000)
    const signature = { id: long, title: long, severity: 'high' } as const
    expect(read(many(1, () => ({ signature, reasons: [long] }))).text.length).toBeLessThan(50_000)
  })
})
