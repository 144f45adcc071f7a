import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/findings/finding.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { copy, freshFolder, jetsam, scanJson, writeArchive } from './scanning.js'

const token = (seed: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `baseline, ${seed}`)
const password = (seed: string) => expandTemplate('{base62:9}', `baseline, ${seed}`)
const strong = token('old')
const weak = password('old')
const app = copy({ 'app/.env': `GITHUB_TOKEN=${strong}\nDB_PASSWORD=${weak}\n` })
const base = copy({ 'etc/hostname': 'shop\n' })

let folder = ''
let baseline = ''
beforeAll(async () => {
  folder = freshFolder()
  baseline = join(folder, 'baseline.json')
  const image = writeArchive(folder, 'yesterday', [base, app])
  const made = await jetsam(['baseline', '--no-cache', image, '-o', baseline])
  expect([made.exitCode, made.stdout]).toEqual([0, ''])
  expect(made.stderr).toContain('jetsam: the baseline holds 2 findings\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const gated = (image: string, ...flags: string[]) => scanJson([image, '--baseline', baseline, ...flags])

describe('what was accepted yesterday', () => {
  it('passes, and is shown as known', async () => {
    const { exitCode, report, stderr } = await gated(join(folder, 'yesterday.tar'))
    expect([exitCode, stderr]).toEqual([0, ''])
    const reason = 'was there when the baseline was made'
    expect(report.findings.map(({ known }: Finding) => known)).toEqual([{ reason }, { reason }])
    expect(report.summary).toMatchObject({ critical: 1, high: 1 })
  })

  it.each([
    ['in another layer', [base, copy({ 'srv/x': 'x' }), copy({ 'srv/y': 'y' }), app]],
    ['on other lines', [base, copy({ 'app/.env': `# a comment\n\nDB_PASSWORD=${weak}\nGITHUB_TOKEN=${strong}\n` })]],
    ['now deleted', [base, app, { createdBy: 'RUN rm app/.env', layer: [{ path: 'app/.wh..env', body: '' }] }]],
    ['at one more place', [base, app, copy({ 'srv/.env': `GITHUB_TOKEN=${strong}\nDB_PASSWORD=${weak}\n` })]],
  ])('passes %s', async (name, steps) => {
    const { exitCode, report } = await gated(writeArchive(folder, name, steps))
    expect(exitCode).toBe(0)
    expect(report.findings.every(({ known }: Finding) => known)).toBe(true)
  })
})

describe('what is new', () => {
  it.each([
    ['a second token of the same kind in the same file', `SECOND_TOKEN=${token('new')}\n`, ''],
    ['a second password in the same file', `ADMIN_PASSWORD=${password('new')}\n`, ''],
    ['a second password under the same name', `DB_PASSWORD=${password('newer')}\n`, ''],
    ['the same password in another file', '', `DB_PASSWORD=${password('new')}\n`],
  ])('fails: %s', async (name, inFile, inOther) => {
    const body = `GITHUB_TOKEN=${strong}\nDB_PASSWORD=${weak}\n${inFile}`
    const image = writeArchive(folder, name, [base, copy({ 'app/.env': body, 'srv/.env': inOther })])
    const { exitCode, report } = await gated(image)
    expect(exitCode).toBe(1)
    expect(report.findings.filter(({ known }: Finding) => !known)).toHaveLength(1)
  })

  it('fails: another token and password in place of the old ones', async () => {
    const body = `GITHUB_TOKEN=${token('new')}\nDB_PASSWORD=${password('new')}\n`
    const { exitCode, report, stderr } = await gated(writeArchive(folder, 'other', [base, copy({ 'app/.env': body })]))
    expect(exitCode).toBe(1)
    expect(report.findings.filter(({ known }: Finding) => !known)).toHaveLength(2)
    expect(stderr).toContain('2 entries of')
    expect(stderr).toContain('was it made of this image?')
  })

  it('alone is shown with --new-only, and the rest is counted', async () => {
    const image = writeArchive(folder, 'newer', [base, app, copy({ 'srv/.env': `GITHUB_TOKEN=${token('new')}\n` })])
    const { report } = await gated(image, '--new-only')
    expect(report.findings).toHaveLength(1)
    expect(report.summary.critical).toBe(2)
    const table = await jetsam(['scan', '-q', '--no-cache', image, '--baseline', baseline, '--new-only'])
    expect(table.stdout).toContain('(2 known and not shown, by --new-only)')
    expect(table.stdout).toContain('1 new finding is at or above medium:likely')
    const nothing = await jetsam([
      'scan',
      '-q',
      '--no-cache',
      join(folder, 'yesterday.tar'),
      '--baseline',
      baseline,
      '--new-only',
    ])
    expect(nothing.stdout).toContain('Nothing new.')
    expect(nothing.exitCode).toBe(0)
  })
})

describe('the file', () => {
  it('holds no secret, and nothing that helps to guess one', () => {
    const { findings, ...rest } = JSON.parse(readFileSync(baseline, 'utf8'))
    expect(rest).toEqual({ schemaVersion: 1, keyed: false })
    for (const entry of findings) {
      expect(Object.keys(entry)).toEqual(['id', 'signature', 'severity', 'confidence', 'reason'])
    }
    const text = readFileSync(baseline, 'utf8')
    for (const part of [strong.slice(-4), weak, weak.slice(0, 4), 'app/', '.env', '•', 'DB_PASSWORD']) {
      expect(text).not.toContain(part)
    }
  })

  it('made anew keeps reasons and says what changed', async () => {
    const file = join(folder, 'anew.json')
    writeFileSync(file, readFileSync(baseline, 'utf8').replaceAll('was there when the baseline was made', 'SEC-12'))
    const body = `GITHUB_TOKEN=${strong}\nAPI_PASSWORD=${password('api')}\n`
    const image = writeArchive(folder, 'anew', [base, copy({ 'app/.env': body })])
    const { stderr } = await jetsam(['baseline', '--no-cache', image, '-o', file, '--reason', 'SEC-13'])
    expect(stderr).toContain('jetsam: the baseline holds 2 findings: 1 new, 1 kept, 1 removed\n')
    const { findings } = JSON.parse(readFileSync(file, 'utf8'))
    expect(findings.map(({ reason }: { reason: string }) => reason).sort()).toEqual(['SEC-12', 'SEC-13'])
  })

  it('is not written after a scan that is not complete', async () => {
    const before = readFileSync(baseline, 'utf8')
    const whole = readFileSync(join(folder, 'yesterday.tar'))
    const broken = join(folder, 'broken.tar')
    writeFileSync(broken, whole.subarray(0, whole.length / 2))
    const { exitCode, stderr } = await jetsam(['baseline', '--no-cache', '-q', broken, '-o', baseline])
    expect([exitCode, readFileSync(baseline, 'utf8')]).toEqual([2, before])
    expect(stderr).toContain('no baseline is written')
  })

  it.each([
    ['that is not there', undefined, 'is not there'],
    ['that is no JSON', '{', 'is no baseline'],
    ['of another version', '{"schemaVersion": 2, "keyed": false, "findings": []}', 'is no baseline at schemaVersion'],
    ['with an unknown field', '{"schemaVersion": 1, "keyed": false, "findings": [], "all": true}', 'is no baseline'],
    ['with a wrong id', '{"schemaVersion": 1, "keyed": false, "findings": [{"id": "*"}]}', 'at findings[0].id'],
  ])('%s is refused before the scan', async (_, text, message) => {
    const file = join(folder, 'wrong.json')
    rmSync(file, { force: true })
    if (text !== undefined) writeFileSync(file, text)
    const { exitCode, stdout, stderr } = await jetsam(['scan', './no-such.tar', '--baseline', file])
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^jetsam: baseline-invalid: .*\n {2}jetsam baseline IMAGE --output FILE makes one\n$/)
    expect(stderr).toContain(message)
  })
})

describe('JETSAM_ID_KEY', () => {
  const env = { JETSAM_ID_KEY: 'a key of a test' }

  it('must be the same as then', async () => {
    const file = join(folder, 'keyed.json')
    const image = join(folder, 'yesterday.tar')
    await jetsam(['baseline', '--no-cache', image, '-o', file], env)
    expect(JSON.parse(readFileSync(file, 'utf8')).keyed).toBe(true)
    expect((await scanJson([image, '--baseline', file], env)).exitCode).toBe(0)
    const without = await jetsam(['scan', image, '--baseline', file])
    expect([without.exitCode, without.stdout]).toEqual([2, ''])
    expect(without.stderr).toContain('with a JETSAM_ID_KEY, and none is set')
    const other = await scanJson([image, '--baseline', file], { JETSAM_ID_KEY: 'another' })
    expect(other.exitCode).toBe(1)
    expect(other.stderr).toContain('with this JETSAM_ID_KEY?')
  })
})

describe('wrong usage', () => {
  it.each([
    [['scan', 'a', '--new-only'], '--new-only needs a --baseline'],
    [['scan', 'a', '--baseline', ''], "--baseline '': must name a file"],
    [['baseline'], 'no image is named'],
    [['baseline', 'a', '--reason', ''], '--reason is empty'],
    [['baseline', 'a', '-o', '/no/such/folder/b.json'], '--output b.json: there is no folder'],
    [['baseline', 'a', '--format', 'json'], "unknown option '--format'"],
  ])('%j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await jetsam(argv)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`jetsam: usage: ${message}`)
  })
})
