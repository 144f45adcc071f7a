import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { cleanReport, sampleFinding } from '../../report/sample-report.js'
import { copy, freshFolder, jetsam, writeArchive } from './scanning.js'

const env = (seed: string) => `GITHUB_TOKEN=${expandTemplate('ghp_{base62:30}{crc32:6}', `diff, ${seed}`)}\n`
let folder = ''
let old = ''
let now = ''
beforeAll(() => {
  folder = freshFolder()
  old = writeArchive(folder, 'old', [copy({ 'app/.env': env('kept'), 'srv/.env': env('gone') })])
  now = writeArchive(folder, 'now', [copy({ 'x/y': 'z' }), copy({ 'app/.env': env('kept'), 'opt/.env': env('new') })])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const diffJson = async (...argv: string[]) => {
  const { exitCode, stdout, stderr } = await jetsam(['diff', '-q', '-f', 'json', ...argv])
  return { exitCode, stderr, diff: stdout === '' ? undefined : JSON.parse(stdout) }
}

/** Writes a report with these changes; gives its path. */
function writeReport(name: string, change: Partial<Report>): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(cleanReport(change)))
  return path
}
const high = { critical: 0, high: 1, medium: 0, low: 0, info: 0 }

describe('two images', () => {
  it('are told apart by what was added, removed and carried over', async () => {
    const { exitCode, diff, stderr } = await diffJson('--no-cache', old, now)
    expect([exitCode, stderr]).toEqual([1, ''])
    const counts = [diff.added, diff.removed, diff.carried].map(({ length }: unknown[]) => length)
    expect(counts).toEqual([1, 1, 1])
    expect(diff.added[0].occurrences[0].path).toBe('opt/.env')
    expect(diff.removed[0].occurrences[0].path).toBe('srv/.env')
    expect(diff.carried[0]).toMatchObject({ newPlaces: [], gonePlaces: [] })
    expect([diff.old.images[0].reference, diff.new.images[0].reference]).toEqual([old, now])
  })

  it('are the same as their reports', async () => {
    const [before, after] = [join(folder, 'before.json'), join(folder, 'after.json')]
    for (const [image, file] of [
      [old, before],
      [now, after],
    ] as const) {
      await jetsam(['scan', '-q', '--no-cache', image, '-f', 'json', '-o', file])
    }
    const ofReports = await diffJson(before, after)
    expect(ofReports).toEqual(await diffJson('--no-cache', old, now))
  })

  it('are a table for people, and a file if one is named', async () => {
    const file = join(folder, 'diff.txt')
    const { exitCode, stdout } = await jetsam(['diff', '-q', '--no-cache', old, now, '-o', file])
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(readFileSync(file, 'utf8')).toContain('Added: 1 finding')
  })

  it.each([
    ['nothing new', () => [old, old], 0],
    ['something removed', () => [now, old, '--fail-on', 'none'], 0],
    ['something added that counts', () => [old, now, '--fail-on', 'critical:proven'], 1],
    ['an image that is not whole', () => [old, join(folder, 'half.tar')], 2],
  ])('%s', async (_, argv, exitCode) => {
    const whole = readFileSync(now)
    writeFileSync(join(folder, 'half.tar'), whole.subarray(0, whole.length / 2))
    expect((await diffJson('--no-cache', ...argv())).exitCode).toBe(exitCode)
  })

  it('what a baseline knows does not count', async () => {
    const baseline = join(folder, 'baseline.json')
    await jetsam(['baseline', '-q', '--no-cache', now, '-o', baseline])
    expect((await diffJson('--no-cache', old, now, '--baseline', baseline)).exitCode).toBe(0)
  })
})

describe('two reports', () => {
  const same = () => writeReport('same', { findings: [sampleFinding()], summary: high })

  it('a finding that rose to --fail-on counts', async () => {
    const low = writeReport('low', {
      findings: [sampleFinding({ severity: 'low' })],
      summary: { ...high, high: 0, low: 1 },
    })
    expect((await diffJson(low, same())).exitCode).toBe(1)
    expect((await diffJson(same(), low)).exitCode).toBe(0)
    expect((await diffJson(same(), same())).exitCode).toBe(0)
  })

  it('--severity hides, and changes no exit code', async () => {
    const { exitCode, diff } = await diffJson(writeReport('none', {}), same(), '--severity', 'critical')
    expect([exitCode, diff.added, diff.summary.added.high]).toEqual([1, [], 1])
  })

  it('made with other signatures are compared with a note', async () => {
    const other = writeReport('other', { tool: { name: 'jetsam', version: '0.0.0', signatures: 'x' } })
    expect((await diffJson(other, same())).stderr).toContain('was made with other signatures')
  })

  it.each([
    ['no JSON', () => join(folder, 'a.json'), 'no JSON report of jetsam', 'not json'],
    ['another document', () => join(folder, 'a.json'), 'tool is not what it should be', '{"schemaVersion":1}'],
    ['no file', () => join(folder, 'missing.json'), 'is not there', undefined],
    [
      'a report that hides findings',
      () => writeReport('hiding', { summary: high }),
      'with --severity or --new-only',
      undefined,
    ],
  ])('refuses %s', async (_, path, message, text) => {
    const file = path()
    if (text !== undefined) writeFileSync(file, text)
    const { exitCode, diff, stderr } = await diffJson(same(), file)
    expect([exitCode, diff]).toEqual([2, undefined])
    expect(stderr).toMatch(/^jetsam: report-invalid: .*\n {2}.*\n$/)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('not json')
  })
})

describe('wrong usage', () => {
  it.each([
    [['diff', 'a'], "missing required argument 'new'"],
    [['diff', 'a', 'b', 'c'], 'too many arguments'],
    [['diff', 'a', 'b', '-f', 'sarif'], "--format 'sarif': must be table or json"],
    [['diff', '-', '-'], '- stands for stdin and can be named once'],
    [['diff', 'a', 'b', '--all'], "unknown option '--all'"],
    [['diff', 'a', 'b', '-o', ''], '--output names no file'],
  ])('%j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await jetsam(argv)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })
})
