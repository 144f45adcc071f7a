import { readFileSync } from 'node:fs'
import { DOMParser } from '@xmldom/xmldom'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import type { FormatName } from '../../src/report/formats.js'
import { formatNames } from '../../src/report/formats.js'
import { reporters } from '../../src/report/reporters.js'
import { readCsv } from './read-csv.js'
import { cleanReport, sampleFinding, sampleOptions } from './sample-report.js'
import { publishedSchema } from './sarif/published-schema.js'

/** A finding that counts, one that the baseline has, one that is suppressed. */
const report = cleanReport({
  findings: [
    sampleFinding({ id: 'old', known: { reason: 'accepted <b>2026</b> ::error::]]>' } }),
    sampleFinding({ id: 'new' }),
  ],
  suppressed: [{ ...sampleFinding({ id: 'left' }), reason: 'ignored until 2030' }],
  summary: { critical: 0, high: 2, medium: 0, low: 0, info: 0 },
})
const options = sampleOptions({ verdict: { exitCode: 1, because: 'so.', failing: new Set(['new']) } })
const textOf = async (format: FormatName, given = report) => (await reporters[format]())(given, options)

describe('what the baseline knows', () => {
  it.each(formatNames)('is told with its reason in %s', async (format) => {
    const text = await textOf(format)
    expect(text).toMatch(/accepted/)
    if (format === 'html' || format === 'markdown' || format === 'junit') expect(text).not.toContain('<b>2026')
    expect(text).not.toMatch(/^\s*::error::/m)
  })

  it('is a column in csv', async () => {
    const [head, ...rows] = readCsv(await textOf('csv'))
    const known = head!.indexOf('known')
    expect(known).toBeGreaterThan(0)
    expect(rows.map((row) => [row[0], row[1], row[known] !== ''])).toEqual([
      ['finding', 'old', true],
      ['finding', 'new', false],
      ['suppressed', 'left', false],
      ['coverage', '', false],
    ])
  })

  it('is marked in the table of markdown, and in its own part', async () => {
    const text = await textOf('markdown')
    expect(text.match(/^\| 1 \| high \| .* \(known\) \|/m)).toHaveLength(1)
    expect(text.match(/\(known\)/g)).toHaveLength(2)
    expect(text).toContain('does not count: --baseline')
  })

  it('is no more than a notice of github', async () => {
    const lines = (await textOf('github')).trimEnd().split('\n')
    const levels = lines
      .filter((line) => line.includes('Acme'))
      .map((line) => [line.slice(2, 9), line.includes('known')])
    expect(levels).toEqual([
      ['error t', false],
      ['notice ', true],
    ])
  })

  it('is a skipped test of junit', async () => {
    const root = new DOMParser().parseFromString(await textOf('junit'), 'text/xml').documentElement!
    expect([...root.getElementsByTagName('skipped')].map((one) => one.getAttribute('message'))).toEqual([
      `known: ${report.findings[0]!.known!.reason} (does not count: --baseline)`,
      'ignored until 2030',
    ])
    expect(root.getElementsByTagName('failure')).toHaveLength(1)
  })

  it('stays a vulnerability of gitlab, and says so', async () => {
    const document = JSON.parse(await textOf('gitlab'))
    const validate = new Ajv({ strict: true }).compile(
      JSON.parse(readFileSync('test/fixtures/schemas/gitlab-secret-detection.json', 'utf8')),
    )
    validate(document)
    expect(validate.errors).toBeNull()
    const [old, fresh] = document.vulnerabilities
    expect(old.details.known.value).toContain('accepted')
    expect(old.description).toContain('Known: accepted')
    expect(fresh.details.known).toBeUndefined()
  })

  it('is a suppressed result of sarif, behind what counts', async () => {
    const document = JSON.parse(await textOf('sarif'))
    const validate = publishedSchema()
    validate(document)
    expect(validate.errors).toBeNull()
    const results = document.runs[0].results as {
      partialFingerprints: Record<string, string>
      suppressions?: { justification: string }[]
    }[]
    expect(results.map((one) => one.partialFingerprints['jetsamFindingId/v1'])).toEqual(['new', 'old', 'left'])
    expect(results.map(({ suppressions }) => suppressions?.[0]?.justification.slice(0, 8))).toEqual([
      undefined,
      'known: a',
      'ignored ',
    ])
  })

  it('is counted where it is not shown', async () => {
    const hidden = { ...options, hiddenKnown: 1 }
    for (const format of ['table', 'markdown', 'github', 'html'] as const) {
      const text = (await reporters[format]())({ ...report, findings: [report.findings[1]!] }, hidden)
      expect(text, format).toMatch(/1 known/)
    }
  })
})
