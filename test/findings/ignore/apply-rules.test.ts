import { describe, expect, it } from 'vitest'
import type { Occurrence } from '../../../src/findings/finding.js'
import { applyRules } from '../../../src/findings/ignore/apply-rules.js'
import { compileGlob } from '../../../src/findings/ignore/glob/glob.js'
import type { IgnoreRule } from '../../../src/findings/ignore/rule.js'
import { cleanReport, sampleFinding, sampleImage } from '../../report/sample-report.js'

const today = '2030-06-15'
const rule = (change: Partial<IgnoreRule>): IgnoreRule => ({
  ...{ reason: 'a test key', expires: '2030-12-31', origin: 'ignore.yaml:2' },
  ...change,
})
const file = (path: string, image = 0): Occurrence => ({ image, exposure: 'file', layer: 1, path, state: 'live' })
const buildArg: Occurrence = { image: 0, exposure: 'build-arg', key: 'TOKEN' }
const finding = (...occurrences: Occurrence[]) => sampleFinding({ occurrences })
const reportOf = (...findings: ReturnType<typeof finding>[]) =>
  cleanReport({
    images: [sampleImage('docker:shop/app:1'), sampleImage('./legacy.tar')],
    findings,
    summary: { critical: 0, high: findings.length, medium: 0, low: 0, info: 0 },
  })

describe('applyRules', () => {
  it.each([
    ['an id', { ids: ['0123456789abcdef0123'] }, true],
    ['another id', { ids: ['f'.repeat(20)] }, false],
    ['one of several ids', { ids: ['f'.repeat(20), '0123456789abcdef0123'] }, true],
    ['a signature', { signatures: [compileGlob('acme-*')] }, true],
    ['another signature', { signatures: [compileGlob('github-*')] }, false],
    ['a path', { paths: [compileGlob('/app/**/*.pem')] }, true],
    ['another path', { paths: [compileGlob('*.pem')] }, false],
    ['an exposure', { exposures: ['file'] }, true],
    ['another exposure', { exposures: ['env'] }, false],
    ['an image', { images: [compileGlob('docker:shop/*')] }, true],
    ['an image without its scheme', { images: [compileGlob('shop/app:*')] }, true],
    ['another image', { images: [compileGlob('shop/api:*')] }, false],
    ['all of these', { signatures: [compileGlob('acme-*')], exposures: ['file'] }, true],
    ['only some of these', { signatures: [compileGlob('acme-*')], exposures: ['env'] }, false],
  ] as [string, Partial<IgnoreRule>, boolean][])('by %s', (_, conditions, isIgnored) => {
    const { report, unused } = applyRules(reportOf(finding(file('app/test/a.pem'))), [rule(conditions)], today)
    expect(report.findings).toHaveLength(isIgnored ? 0 : 1)
    expect(report.suppressed.map(({ reason }) => reason)).toEqual(
      isIgnored ? ['ignored until 2030-12-31: a test key'] : [],
    )
    expect(report.summary.high).toBe(isIgnored ? 0 : 1)
    expect(unused).toHaveLength(isIgnored || conditions.images ? 0 : 1)
  })

  it('keeps a finding that stands at one more place, whole, and says so', () => {
    const rules = [rule({ paths: [compileGlob('app/test/**')] })]
    const { report, partly, unused } = applyRules(reportOf(finding(file('app/test/a'), file('app/b'))), rules, today)
    expect(report.findings[0]!.occurrences).toHaveLength(2)
    expect([partly[0]!.ignored, unused]).toEqual([1, []])
  })

  it('takes several rules for as many places', () => {
    const rules = [rule({ exposures: ['file'] }), rule({ exposures: ['build-arg'], reason: 'rotated' })]
    const { report } = applyRules(reportOf(finding(buildArg, file('a'))), rules, today)
    expect(report.suppressed[0]!.reason).toBe('ignored until 2030-12-31: rotated; ignored until 2030-12-31: a test key')
  })

  it('does not take the word of an archive for what it is called', () => {
    const report = reportOf(finding(file('a', 1)))
    report.images[1]!.tags = ['shop/app:1']
    expect(applyRules(report, [rule({ images: [compileGlob('shop/app:1')] })], today).report.findings).toHaveLength(1)
  })

  it.each([
    ['2030-06-15', false],
    ['2030-06-14', true],
    ['2029-12-31', true],
  ])('until %s: expired is %s', (expires, isExpired) => {
    const { report, expired } = applyRules(
      reportOf(finding(file('a'))),
      [rule({ exposures: ['file'], expires })],
      today,
    )
    expect(report.findings).toHaveLength(isExpired ? 1 : 0)
    expect(expired.map(({ findings }) => findings)).toEqual(isExpired ? [1] : [])
  })

  it('calls a rule unused only if an image was scanned that it is about', () => {
    const ids = ['f'.repeat(20)]
    const rules = [
      rule({ ids }),
      rule({ ids, images: [compileGlob('shop/app:*')] }),
      rule({ ids, images: [compileGlob('x')] }),
    ]
    expect(applyRules(reportOf(), rules, today).unused).toEqual(rules.slice(0, 2))
  })
})
