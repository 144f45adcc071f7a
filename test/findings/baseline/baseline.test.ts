import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineSchema } from '../../../src/findings/baseline/baseline.js'
import { makeBaseline } from '../../../src/findings/baseline/make-baseline.js'
import { markKnown } from '../../../src/findings/baseline/mark-known.js'
import type { Finding } from '../../../src/findings/finding.js'
import { cleanReport, sampleFinding } from '../../report/sample-report.js'

const ids = ['2', '1', '3'].map((digit) => digit.repeat(20)) as [string, string, string]
const [first, second, third] = ids.map((id) => sampleFinding({ id })) as [Finding, Finding, Finding]
const options = { reason: 'rotated', keyed: false }
const reportOf = (...findings: Finding[]) => cleanReport({ findings })

// `npx vitest run test/findings/baseline/baseline.test.ts -u` writes the file anew.
it('is what the JSON Schema says', async () => {
  const schema = { ...z.toJSONSchema(baselineSchema), title: 'Baseline of jetsam, version 1' }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../../schema/baseline-v1.schema.json')
  expect(new Ajv2020({ strict: true }).validate(schema, makeBaseline([first, second], options))).toBe(true)
})

describe('makeBaseline', () => {
  it('has one entry for each id, in their order, and nothing but what the user may show around', () => {
    expect(makeBaseline([first, second, first], options)).toEqual({
      schemaVersion: 1,
      keyed: false,
      findings: [second, first].map(({ id }) => ({
        ...{ id, signature: 'acme-token', severity: 'high', confidence: 'likely', reason: 'rotated' },
      })),
    })
  })

  it('keeps the reasons of earlier entries, and drops those that are gone', () => {
    const earlier = makeBaseline([first, third], { reason: 'SEC-12', keyed: false })
    const { findings } = makeBaseline([first, second], { ...options, earlier })
    expect(findings.map(({ id, reason }) => [id, reason])).toEqual([
      [second.id, 'rotated'],
      [first.id, 'SEC-12'],
    ])
  })
})

describe('markKnown', () => {
  it('marks what the baseline has, and nothing else', () => {
    const { report, gone, worse } = markKnown(reportOf(first, second), makeBaseline([first], options))
    expect(report.findings.map(({ known }) => known)).toEqual([{ reason: 'rotated' }, undefined])
    expect([gone, worse]).toEqual([[], []])
  })

  it('tells entries that are gone; a suppressed finding is not gone', () => {
    const report = cleanReport({ findings: [first], suppressed: [{ ...second, reason: 'public' }] })
    const { gone } = markKnown(report, makeBaseline([first, second, third], options))
    expect(gone.map(({ id }) => id)).toEqual([third.id])
  })

  it.each([
    ['worse', { severity: 'critical' }, false],
    ['surer', { confidence: 'proven' }, false],
    ['less severe', { severity: 'low' }, true],
    ['less sure', { confidence: 'possible' }, true],
  ] as const)('%s than accepted: known is %3$s', (_, change, isKnown) => {
    const { report, worse } = markKnown(reportOf({ ...first, ...change }), makeBaseline([first], options))
    expect(report.findings[0]!.known !== undefined).toBe(isKnown)
    expect(worse).toHaveLength(isKnown ? 0 : 1)
  })
})
