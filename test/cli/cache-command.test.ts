import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.js'
import type { ScanOptions } from '../../src/scan/scan.js'
import { cleanReport } from '../report/sample-report.js'
import { fakeIo } from './fake-io.js'

let folder: string
let entries: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-cache-command-'))
  entries = join(folder, 'jetsam', 'entries')
  mkdirSync(entries, { recursive: true })
  for (const [name, days] of [
    ['a.layer', 40],
    ['b.layer', 10],
    ['c.source', 0],
  ] as const) {
    writeFileSync(join(entries, name), Buffer.alloc(1500))
    const used = Date.now() / 1000 - days * 86_400
    utimesSync(join(entries, name), used, used)
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function jetsam(...argv: string[]) {
  const { io, written } = fakeIo({ env: { XDG_CACHE_HOME: folder } })
  const asked: ScanOptions[] = []
  const exitCode = await run(argv, io, async () => async (options) => {
    asked.push(options)
    return { report: cleanReport(), problems: [] }
  })
  return { exitCode, asked, ...written }
}

describe('jetsam cache', () => {
  it('info tells where the cache is and what it holds', async () => {
    const { exitCode, stdout } = await jetsam('cache', 'info')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(join(folder, 'jetsam'))
    expect(stdout).toMatch(/^layers +2 \(3\.0 kB\)$/m)
    expect(stdout).toMatch(/^images and archives +1 \(1\.5 kB\)$/m)
  })

  it.each([
    [[], ['b.layer', 'c.source']],
    [['--older-than', '5'], ['c.source']],
    [
      ['--older-than', '50'],
      ['a.layer', 'b.layer', 'c.source'],
    ],
    [['--all'], []],
  ])('prune %j leaves %j', async (flags, left) => {
    const { exitCode, stdout } = await jetsam('cache', 'prune', ...flags)
    expect([exitCode, readdirSync(entries).sort()]).toEqual([0, left])
    expect(stdout).toMatch(/^removed \d files? \(.+\)\n$/)
  })

  it('works on the folder that is named', async () => {
    expect((await jetsam('cache', 'info', '--cache-dir', join(folder, 'none'))).stdout).toMatch(/^layers +0 /m)
    await jetsam('cache', 'prune', '--all', '--cache-dir', join(folder, 'none'))
    expect(readdirSync(entries)).toHaveLength(3)
  })

  it.each([
    [['cache', 'prune', '--older-than', 'long'], "--older-than 'long': must be a whole number of days"],
    [['cache', 'prune', '--older-than', '1', '--all'], '--all and --older-than exclude each other'],
    [['cache', 'info', '--cache-dir', ''], "--cache-dir '': must name a folder"],
    [['scan', 'a', '--cache-dir', ' '], "--cache-dir ' ': must name a folder"],
    [['cache', 'empty'], "unknown command 'empty'"],
  ])('%j is wrong', async (argv, message) => {
    const { exitCode, stderr, stdout } = await jetsam(...argv)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`jetsam: usage: ${message}`)
    expect(readdirSync(entries)).toHaveLength(3)
  })
})

describe('the cache of a scan', () => {
  it.each([
    [[], () => join(folder, 'jetsam')],
    [['--cache-dir', 'here'], () => 'here'],
    [['--no-cache'], () => undefined],
    [['--no-cache', '--cache-dir', 'here'], () => undefined],
  ])('%j', async (flags, where) => {
    expect((await jetsam('scan', 'a', ...flags)).asked[0]?.cacheFolder).toBe(where())
  })

  it('is not used by the demonstration', async () => {
    expect((await jetsam('demo')).asked[0]).not.toHaveProperty('cacheFolder')
  })
})
