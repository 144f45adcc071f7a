import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.js'
import type { Finding } from '../../../src/findings/finding.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { fakeIo } from '../fake-io.js'
import { copy, freshFolder, writeArchive } from './scanning.js'

const token = (seed: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `ignore, ${seed}`)
let folder = ''
let image = ''
beforeAll(() => {
  folder = freshFolder()
  const env = (seed: string) => `GITHUB_TOKEN=${token(seed)}\n`
  image = writeArchive(folder, 'shop', [copy({ 'app/.env': env('a'), 'app/test/.env': env('b') })])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Scans in a folder with this ignore file. */
async function scanWith(text: string, ...flags: string[]) {
  const cwd = join(folder, 'project/below')
  mkdirSync(cwd, { recursive: true })
  writeFileSync(join(folder, 'project/.jetsamignore.yaml'), text)
  const { io, written } = fakeIo({ cwd })
  const exitCode = await run(['scan', '--no-cache', '-f', 'json', image, ...flags], io)
  const report = written.stdout === '' ? undefined : JSON.parse(written.stdout)
  return { exitCode, stderr: written.stderr, report }
}

const entry = (condition: string, expires = '2999-01-01') =>
  `ignore:\n  - ${condition}\n    reason: keys of the tests\n    expires: ${expires}\n`

it('moves what it lists to suppressed, with the reason, and leaves the rest', async () => {
  const { exitCode, report, stderr } = await scanWith(entry('path: /app/test/**'))
  expect(exitCode).toBe(1)
  expect(report.findings.map(({ occurrences }: Finding) => occurrences[0]?.path)).toEqual(['app/.env'])
  expect(report.suppressed[0]).toMatchObject({ reason: 'ignored until 2999-01-01: keys of the tests' })
  expect(report.summary.critical).toBe(1)
  expect(stderr).toContain('jetsam: note: ignoring what ../.jetsamignore.yaml lists\n')
})

it('lets a scan pass whose every finding is ignored', async () => {
  expect((await scanWith(entry('signature: github-*'))).exitCode).toBe(0)
})

it('tells what expired and what is of no use, even if asked to be quiet', async () => {
  const gone = await scanWith(entry('path: /app/test/**', '2001-01-01'), '-q')
  expect([gone.exitCode, gone.report.findings.length]).toEqual([1, 2])
  expect(gone.stderr).toBe(
    'jetsam: note: ../.jetsamignore.yaml:2: expired on 2001-01-01, so 1 finding that it was about counts again: keys of the tests\n',
  )
  const idle = await scanWith(entry('path: /srv/**'), '-q')
  expect(idle.stderr).toContain('../.jetsamignore.yaml:2: is about nothing that was found, and can be removed')
})

it('is not read with --no-ignore-file, and another one with --ignore-file', async () => {
  const none = await scanWith('nonsense', '--no-ignore-file')
  expect([none.exitCode, none.report.findings.length]).toEqual([1, 2])
  const other = join(folder, 'other.yaml')
  writeFileSync(other, entry('exposure: file'))
  expect((await scanWith('nonsense', '--ignore-file', other)).exitCode).toBe(0)
})

it('is refused before the scan if it is wrong', async () => {
  const { exitCode, stderr, report } = await scanWith('ignore:\n  - id: 1\n')
  expect([exitCode, report]).toEqual([2, undefined])
  expect(stderr).toMatch(/^jetsam: config-invalid: \.\.\/\.jetsamignore\.yaml:2:9: ignore\[0\]\.id: /)
})
