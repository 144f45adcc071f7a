import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeReportFile } from '../../../src/cli/output/file.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)
const modeOf = (path: string) => statSync(path).mode & 0o777

describe('writeReportFile', () => {
  it('writes a new file and leaves nothing beside it', async () => {
    await writeReportFile(at('r'), 'text', false)
    expect(readFileSync(at('r'), 'utf8')).toBe('text')
    expect(readdirSync(folder)).toEqual(['r'])
  })

  it('replaces a file in one step: who has the old one open keeps it whole', async () => {
    writeFileSync(at('r'), 'old and longer')
    chmodSync(at('r'), 0o640)
    const before = statSync(at('r')).ino
    await writeReportFile(at('r'), 'new', false)
    expect(readFileSync(at('r'), 'utf8')).toBe('new')
    expect(statSync(at('r')).ino).not.toBe(before)
    expect(modeOf(at('r'))).toBe(0o640)
  })

  it('keeps a report with secrets for its owner, even in place of an open file', async () => {
    writeFileSync(at('r'), 'old', { mode: 0o644 })
    await writeReportFile(at('r'), 'secret', true)
    await writeReportFile(at('new'), 'secret', true)
    expect([modeOf(at('r')), modeOf(at('new'))]).toEqual([0o600, 0o600])
  })

  it('writes through a symbolic link and leaves it a link', async () => {
    writeFileSync(at('real'), 'old')
    symlinkSync('real', at('link'))
    await writeReportFile(at('link'), 'new', false)
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('real'), 'utf8')).toBe('new')
  })

  it('writes into a device or pipe and never replaces it', async () => {
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', at('pipe')])
    const [, read] = await Promise.all([
      writeReportFile(at('pipe'), 'through', false),
      import('node:fs/promises').then(({ readFile }) => readFile(at('pipe'), 'utf8')),
    ])
    expect(read).toBe('through')
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
    await writeReportFile('/dev/null', 'gone', false)
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('fails with a code and what to do, and leaves no half file', async () => {
    await expect(writeReportFile(at('gone/r'), 'text', false)).rejects.toMatchObject({
      problem: { code: 'output-failed', hint: expect.stringContaining('--output') },
    })
    await expect(writeReportFile('/dev/full', 'text', false)).rejects.toMatchObject({
      problem: { code: 'output-failed' },
    })
    expect(readdirSync(folder)).toEqual([])
  })
})
