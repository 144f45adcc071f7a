import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.js'
import type { Report } from '../../src/findings/finding.js'
import type { ScanOptions } from '../../src/scan/scan.js'
import { cleanReport, sampleFinding, sampleImage } from '../report/sample-report.js'
import { fakeIo } from './fake-io.js'

/** Runs the demonstration over a scan that only looks whether the archive is there. */
async function demo(argv: string[], change: Partial<Report> = {}) {
  const { io, written } = fakeIo()
  const asked: { reference: string; there: boolean; options: ScanOptions }[] = []
  const exitCode = await run(['demo', ...argv], io, async () => async (options) => {
    const [reference = ''] = options.references
    asked.push({ reference, there: existsSync(reference.replace('docker-archive:', '')), options })
    return { report: cleanReport({ images: [sampleImage(reference)], ...change }), problems: [] }
  })
  return { exitCode, asked: asked[0]!, ...written }
}

describe('jetsam demo', () => {
  it('scans a real archive and removes it', async () => {
    const { asked } = await demo([])
    expect(asked.reference).toMatch(/^docker-archive:\/.*\.tar$/)
    expect(asked.there).toBe(true)
    expect(existsSync(asked.reference.replace('docker-archive:', ''))).toBe(false)
    expect(asked.options).toMatchObject({ pull: 'never', showSecrets: false })
  })

  it('exits as such a scan does, and says why', async () => {
    const { exitCode, stderr } = await demo([], { findings: [sampleFinding()] })
    expect(exitCode).toBe(1)
    expect(stderr).toContain('The exit code is 1, as of every scan with findings')
  })

  it('tells its story on stderr, the report alone on stdout, under a name that stays', async () => {
    const { stdout, stderr } = await demo([])
    expect(stderr).toContain('FROM debian')
    expect(stdout).not.toContain('FROM debian')
    expect(stdout).toContain('docker-archive:shop.tar')
    expect(stdout).not.toContain('/jetsam-demo-')
  })

  it('writes the formats of a scan', async () => {
    const { stdout } = await demo(['--format', 'jsonl'])
    expect(stdout).toMatch(/^\{"record":"scan"/)
    const wrong = await demo(['--format', 'yaml'])
    expect([wrong.exitCode, wrong.stdout, wrong.asked]).toEqual([2, '', undefined])
    expect(wrong.stderr).toContain("--format 'yaml'")
  })

  it('is quiet when asked to be', async () => {
    expect((await demo(['--quiet'])).stderr).toBe('')
  })
})
