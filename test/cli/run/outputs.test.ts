import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScanOptions, ScanResult } from '../../../src/scan/scan.js'
import { cleanReport } from '../../report/sample-report.js'
import { brokenStream } from '../fake-io.js'
import { incomplete, jetsam, leaky, missing } from './jetsam.js'

describe('where the report goes', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('stdout carries the report alone', async () => {
    const { stdout, stderr } = await jetsam(['scan', 'a', '--format', 'json'], { report: leaky, problems: [missing] })
    expect(JSON.parse(stdout)).toEqual(leaky)
    expect(stderr).toContain('image-not-found')
  })

  it('--output FILE takes its place, --output FORMAT=FILE adds to it', async () => {
    const file = join(folder, 'r.json')
    expect((await jetsam(['scan', 'a', '--format', 'json', '--output', file])).stdout).toBe('')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(cleanReport())
    const both = await jetsam(['scan', 'a', '--output', `json=${file}`], { report: leaky })
    expect(both.stdout).toContain('Acme token')
    expect(JSON.parse(readFileSync(file, 'utf8')).findings).toHaveLength(1)
  })

  it('--format can be repeated, each with a place of its own', async () => {
    const file = join(folder, 'r.json')
    const argv = ['scan', 'a', '--format', 'json', '-f', 'jsonl', '--output', `json=${file}`]
    expect((await jetsam(argv, { report: leaky })).stdout).toMatch(/^\{"record":"scan"/)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(leaky)
    const clash = await jetsam(['scan', 'a', '--format', 'json', '-f', 'table'])
    expect([clash.exitCode, clash.stdout, clash.asked]).toEqual([2, '', []])
    expect(clash.stderr).toContain('--output table=FILE')
  })

  it('a table in a file has no colours, even if the terminal has', async () => {
    const file = join(folder, 'r.txt')
    const { stdout } = await jetsam(['scan', 'a', '--output', `table=${file}`], { report: leaky }, { terminal: true })
    expect(stdout).toContain('\u001b[')
    expect(readFileSync(file, 'utf8')).not.toContain('\u001b')
  })

  it('hides by severity without changing the summary', async () => {
    const { stdout } = await jetsam(['scan', 'a', '--format', 'json', '--severity', 'critical'], { report: leaky })
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { high: 1 } })
  })

  it('says nothing on stdout where nothing was read, except to programs', async () => {
    const nothing = { report: { ...incomplete, images: [] }, problems: [missing] }
    expect((await jetsam(['scan', 'a'], nothing)).stdout).toBe('')
    expect(JSON.parse((await jetsam(['scan', 'a', '--format', 'json'], nothing)).stdout).images).toEqual([])
  })

  it('a report that cannot be written is a problem, and 2', async () => {
    const gone = join(folder, 'gone')
    const early = await jetsam(['scan', 'a', '--output', join(gone, 'r.txt')])
    expect([early.exitCode, early.asked]).toEqual([2, []])
    const stdout = brokenStream('ENOSPC')
    const late = await jetsam(['scan', 'a', '--output', `json=${join(folder, 'r.json')}`], {}, { stdout })
    expect(late.exitCode).toBe(2)
    expect(late.stderr).toContain('jetsam: output-failed: ')
    expect(existsSync(join(folder, 'r.json'))).toBe(true)
  })

  it('a reader that went away changes nothing', async () => {
    const stdout = brokenStream('EPIPE')
    const { exitCode, stderr } = await jetsam(['scan', 'a', '--quiet'], { report: leaky }, { stdout })
    expect([exitCode, stderr]).toEqual([1, ''])
  })

  it.each([
    [{ NO_COLOR: '1' }, [], false],
    [{ TERM: 'dumb' }, [], false],
    [{}, ['--no-color'], false],
    [{}, [], true],
  ] as const)('colours on a terminal with %j %j: %s', async (env, flags, coloured) => {
    const { stdout } = await jetsam(['scan', 'a', ...flags], { report: leaky }, { terminal: true, env: { ...env } })
    expect(stdout.includes('\u001b[')).toBe(coloured)
  })

  it('has no colours in a pipe, unless they are forced', async () => {
    expect((await jetsam(['scan', 'a'], { report: leaky })).stdout).not.toContain('\u001b[')
    const forced = await jetsam(['scan', 'a'], { report: leaky }, { env: { FORCE_COLOR: '1' } })
    expect(forced.stdout).toContain('\u001b[')
  })
})

describe('progress', () => {
  const busy = async ({ onEvent }: ScanOptions): Promise<ScanResult> => {
    onEvent?.({ kind: 'source', label: 'shop:1' })
    onEvent?.({ kind: 'layer', label: 'shop:1', id: 'x', files: 3, candidates: 1 })
    onEvent?.({ kind: 'note', text: 'linux/arm64 was not asked for' })
    onEvent?.({ kind: 'done', label: 'shop:1' })
    return { report: cleanReport(), problems: [] }
  }

  it('goes to stderr, and not at all under --quiet', async () => {
    const loud = await jetsam(['scan', 'a'], busy)
    expect(loud.stderr).toContain('jetsam: scanning shop:1\n')
    expect(loud.stderr).toContain('jetsam: note: linux/arm64 was not asked for\n')
    expect(loud.stdout).not.toContain('scanning')
    expect((await jetsam(['scan', 'a', '--quiet'], busy)).stderr).toBe('')
  })
})
