import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { compareReports } from '../../../src/findings/diff/compare.js'
import type { Finding, Occurrence } from '../../../src/findings/finding.js'
import { jsonDiff } from '../../../src/report/diff/json.js'
import { cleanReport, sampleFinding } from '../../report/sample-report.js'

const [first, second, third] = ['1', '2', '3'].map((digit) => sampleFinding({ id: digit.repeat(20) })) as [
  Finding,
  Finding,
  Finding,
]
const reportOf = (...findings: Finding[]) => cleanReport({ findings })
const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id[0])
const file = (path: string, more: Partial<Occurrence> = {}): Occurrence => {
  return { image: 0, exposure: 'file', layer: 1, path, line: 3, state: 'live', ...more }
}

describe('compareReports', () => {
  it('parts what was added, removed and carried over', () => {
    const diff = compareReports(reportOf(first, second), reportOf(second, third))
    expect([diff.added, diff.removed, diff.carried].map(ids)).toEqual([['3'], ['1'], ['2']])
    expect(diff.summary.added).toMatchObject({ high: 1, critical: 0 })
    expect(diff.carried[0]).toMatchObject({
      was: { severity: 'high', confidence: 'likely' },
      newPlaces: [],
      gonePlaces: [],
    })
  })

  it('does not call removed what is suppressed now, nor carried over what was suppressed', () => {
    const suppressing = cleanReport({ suppressed: [{ ...first, reason: 'ignored' }] })
    const hidden = compareReports(reportOf(first), suppressing)
    expect([ids(hidden.removed), ids(hidden.suppressed)]).toEqual([[], ['1']])
    expect(ids(compareReports(suppressing, reportOf(first)).added)).toEqual(['1'])
  })

  it.each([
    ['another layer and line', [file('a')], [file('a', { layer: 2, line: 9 })], 0, 0],
    ['another digest in its name', [file(`x/${'ab'.repeat(32)}`)], [file(`x/${'cd'.repeat(32)}`)], 0, 0],
    ['one more file', [file('a')], [file('a'), file('b')], 1, 0],
    ['a file that is now deleted', [file('a')], [file('a', { state: 'deleted' })], 1, 1],
    ['another file', [file('a')], [file('b')], 1, 1],
  ])('tells places: %s', (_, before, after, added, gone) => {
    const old = reportOf({ ...first, occurrences: before })
    const [carried] = compareReports(old, reportOf({ ...first, occurrences: after })).carried
    expect([carried!.newPlaces.length, carried!.gonePlaces.length]).toEqual([added, gone])
  })

  it('gives what the JSON Schema says', () => {
    const schemaOf = (name: string) => JSON.parse(readFileSync(`schema/${name}`, 'utf8'))
    const ajv = new Ajv2020({ strict: true }).addSchema(schemaOf('report-v1.schema.json'), 'report-v1.schema.json')
    const validate = ajv.compile(schemaOf('diff-v1.schema.json'))
    const suppressed = [{ ...third, reason: 'ignored' }]
    const diff = compareReports(reportOf(first, second, third), cleanReport({ findings: [second], suppressed }))
    validate(JSON.parse(jsonDiff(diff)))
    expect(validate.errors).toBeNull()
    expect(validate(JSON.parse(jsonDiff({ ...diff, added: [{ ...first, occurrences: [] }] })))).toBe(false)
  })
})
