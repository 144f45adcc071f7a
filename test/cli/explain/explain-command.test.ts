import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.js'
import type { Report } from '../../../src/findings/finding.js'
import { fakeIo } from '../fake-io.js'

let folder: string
let path: string
let report: Report

async function jetsam(argv: string[], stdinText = '') {
  const { io, written } = fakeIo({ stdinText })
  const exitCode = await run(argv, io)
  return { exitCode, ...written }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-explain-'))
  path = join(folder, 'report.json')
  const { io, written } = fakeIo()
  const { withDemoArchive } = await import('../../../src/demo/with-demo-archive.js')
  await withDemoArchive((archive) => run(['scan', '--no-cache', '--quiet', '--format', 'json', archive], io))
  writeFileSync(path, written.stdout)
  report = JSON.parse(written.stdout) as Report
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = (change: (report: Report) => void) => {
  const changed = structuredClone(report)
  change(changed)
  return JSON.stringify(changed)
}

describe('jetsam explain', () => {
  it('tells the whole story of every finding of a report', async () => {
    expect(report.findings.length).toBeGreaterThan(5)
    for (const { id, remedy, occurrences, signature } of report.findings) {
      const { exitCode, stdout } = await jetsam(['explain', id, '--report', path])
      expect(exitCode).toBe(0)
      for (const heading of ['finding', 'what it is', 'at stake', 'where', 'what to do']) {
        expect(stdout).toMatch(new RegExp(`^${heading} `, 'm'))
      }
      expect(stdout).toContain(signature.title)
      for (const link of remedy.links) expect(stdout).toContain(link)
      for (const { exposure } of occurrences) expect(stdout).toContain(exposure)
      expect(stdout.replace(/\s+/g, ' ')).toContain(remedy.summary)
    }
  })

  it('takes the start of an id, and a report from stdin', async () => {
    const npm = report.findings.find(({ signature }) => signature.id === 'npm-token')!
    const { stdout } = await jetsam(['explain', npm.id.slice(0, 6), '--report', '-'], JSON.stringify(report))
    expect(stdout).toContain(npm.id)
    expect(stdout).toContain('It stands in 5 places')
    expect(stdout).toMatch(/^revoke .*\n.*docs\.npmjs\.com/m)
    expect(stdout).toMatch(/^was it used/m)
  })

  it('explains a signature without a report', async () => {
    const { exitCode, stdout } = await jetsam(['explain', 'aws-secret-access-key'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('get-access-key-last-used')
    expect(stdout).not.toMatch(/^where/m)
  })

  it.each([
    [['explain'], 'missing required argument'],
    [['explain', '0123456789abcdef0123'], 'a finding is known from its report'],
    [['explain', 'no-such-thing'], 'no signature has this id'],
    [['explain', '012', '--report', '/nonexistent'], 'there is no such file'],
    [['explain', '012', '--report', '/'], 'is a folder'],
    [['explain', '012', '--report', 'package.json'], 'is no report of jetsam'],
    [['explain', '012', '--report', 'README.md'], 'is no JSON'],
  ])('%j is wrong', async (argv, message) => {
    const { exitCode, stdout, stderr } = await jetsam(argv)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it('says so where an id is not in the report, or is of several findings', async () => {
    expect((await jetsam(['explain', 'ffffffff', '--report', path])).stderr).toContain(
      'neither a finding of the report',
    )
    const twice = written(({ findings }) => {
      for (const [i, one] of findings.entries()) one.id = `abcd${i}`
    })
    expect((await jetsam(['explain', 'abcd', '--report', '-'], twice)).stderr).toContain(
      'findings of the report start so',
    )
    expect((await jetsam(['explain', 'abc', '--report', '-'], twice)).stderr).toContain('neither a finding')
  })

  it('makes the texts of a report harmless', async () => {
    const hostile = '\u001b[2J\u202e::error::'
    const crafted = written(({ findings, images }) => {
      const [finding] = findings
      Object.assign(finding!, { id: 'abcdef', reasons: [hostile] })
      Object.assign(finding!.signature, { title: hostile, provider: hostile })
      Object.assign(finding!.secret, { masked: hostile })
      Object.assign(finding!.remedy, { summary: hostile, steps: [`${hostile}\n  ${hostile}`], links: [hostile] })
      Object.assign(finding!.occurrences[0]!, { path: hostile, key: hostile })
      images[0]!.reference = hostile
    })
    const { exitCode, stdout } = await jetsam(['explain', 'abcdef', '--report', '-'], crafted)
    expect(exitCode).toBe(0)
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })

  it.each<[string, (report: Report) => void]>([
    ['a severity', ({ findings }) => Object.assign(findings[0]!, { severity: 'huge' })],
    ['a place', ({ findings }) => Object.assign(findings[0]!, { occurrences: [null] })],
    ['an instruction', ({ findings }) => Object.assign(findings[0]!.occurrences[0]!, { instruction: { text: 1 } })],
    ['the images', (whole) => Object.assign(whole, { images: {} })],
    ['a remedy', ({ findings }) => Object.assign(findings[0]!, { remedy: { steps: [1] } })],
  ])('refuses a report where %s is not what it should be', async (_, change) => {
    const { exitCode, stderr } = await jetsam(['explain', 'abcdef', '--report', '-'], written(change))
    expect(exitCode).toBe(2)
    expect(stderr).toContain('is no report of jetsam')
  })
})
