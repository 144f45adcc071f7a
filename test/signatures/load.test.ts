import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../src/problem.js'
import { loadSignatures } from '../../src/signatures/load.js'

const entry = (id: string): string => `signatures: [{ id: ${id}, title: A title, severity: low }]\n`

describe('loadSignatures', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jetsam-signatures-'))
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'b.yaml'), entry('b'))
    writeFileSync(join(folder, 'a.yaml'), entry('a'))
    writeFileSync(join(folder, 'sub', 'c.yaml'), entry('c'))
    writeFileSync(join(folder, 'notes.txt'), 'not a signature')
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it('reads all files of the folder and of those in it, in order', () => {
    expect(loadSignatures(folder).signatures.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('gives a digest that changes with the signatures only', () => {
    const { digest } = loadSignatures(folder)
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    writeFileSync(join(folder, 'a.yaml'), `# a comment\n${entry('a')}`)
    expect(loadSignatures(folder).digest).toBe(digest)
    writeFileSync(join(folder, 'a.yaml'), entry('aa'))
    expect(loadSignatures(folder).digest).not.toBe(digest)
  })

  it('refuses an id that two files give, and says all that is wrong', () => {
    writeFileSync(join(folder, 'd.yaml'), entry('b'))
    writeFileSync(join(folder, 'e.yaml'), 'signatures: 3\n')
    let thrown: unknown
    try {
      loadSignatures(folder)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(Failure)
    const { problem } = thrown as Failure
    expect(problem.code).toBe('signatures-invalid')
    expect(problem.message).toContain('2 problem(s)')
    expect(problem.message).not.toContain('\n')
    expect(problem.hint?.split('\n')).toEqual([
      'd.yaml: b: the id is taken by b.yaml',
      expect.stringContaining('e.yaml: signatures: '),
    ])
  })
})
