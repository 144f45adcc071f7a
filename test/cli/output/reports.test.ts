import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeReports } from '../../../src/cli/output/reports.js'
import { cleanReport, sampleFinding, sampleOptions } from '../../report/sample-report.js'
import { fakeIo } from '../fake-io.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const settings = { ...sampleOptions(), ownerOnly: false }
const report = cleanReport({ findings: [sampleFinding()] })

describe('the summary of a GitHub Actions job', () => {
  it('is added to what the step has written', async () => {
    const file = join(folder, 'summary')
    writeFileSync(file, 'before\n')
    const { io, written } = fakeIo({ env: { GITHUB_STEP_SUMMARY: file } })
    expect(await writeReports(io, [{ format: 'github' }], report, settings)).toEqual([])
    expect(written.stdout).toMatch(/^::warning title=jetsam%3A Acme token::/)
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n<!-- jetsam-report -->\n## jetsam: 1 leaked secret in/)
  })

  it('never shows a secret itself', async () => {
    const file = join(folder, 'summary')
    const finding = sampleFinding({ secret: { masked: '••••••', length: '1-8', value: 'visible' } })
    const { io, written } = fakeIo({ env: { GITHUB_STEP_SUMMARY: file } })
    expect(await writeReports(io, [{ format: 'github' }], cleanReport({ findings: [finding] }), settings)).toEqual([])
    expect(readFileSync(file, 'utf8')).toContain('secret: `••••••`')
    expect(readFileSync(file, 'utf8') + written.stdout).not.toContain('visible')
  })

  it('is written for no other format, and nowhere else', async () => {
    const file = join(folder, 'summary')
    writeFileSync(file, '')
    const { io } = fakeIo({ env: { GITHUB_STEP_SUMMARY: file } })
    expect(await writeReports(io, [{ format: 'markdown' }], report, settings)).toEqual([])
    expect(await writeReports(fakeIo().io, [{ format: 'github' }], report, settings)).toEqual([])
    expect(readFileSync(file, 'utf8')).toBe('')
  })

  it('that cannot be written is a problem, and the annotations are out all the same', async () => {
    const { io, written } = fakeIo({ env: { GITHUB_STEP_SUMMARY: join(folder, 'gone', 'summary') } })
    const problems = await writeReports(io, [{ format: 'github' }], report, settings)
    expect(problems).toMatchObject([{ code: 'output-failed', message: expect.stringContaining('the job summary') }])
    expect(written.stdout).toContain('::warning')
  })
})
