import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BuildPaths, buildSignatures } from '../../src/signatures/build.js'

const entry = (id: string): string => `signatures: [{ id: ${id}, title: A title, severity: low }]\n`

describe('buildSignatures', () => {
  let folder: string
  let paths: BuildPaths

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jetsam-build-'))
    paths = { signatures: join(folder, 'yaml'), code: join(folder, 'code'), table: join(folder, 'table.json') }
    mkdirSync(paths.signatures)
    mkdirSync(paths.code)
    writeFileSync(join(paths.signatures, 'a.yaml'), entry('a'))
    writeFileSync(join(paths.code, 'compile.js'), '1')
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  const ids = (): string[] =>
    (JSON.parse(readFileSync(paths.table, 'utf8')) as { signatures: { id: string }[] }).signatures.map(({ id }) => id)

  it('writes the table, and leaves it alone while nothing changes', async () => {
    expect(await buildSignatures(paths)).toBe('written')
    expect(ids()).toEqual(['a'])
    const before = statSync(paths.table).mtimeMs
    expect(await buildSignatures(paths)).toBe('unchanged')
    expect(statSync(paths.table).mtimeMs).toBe(before)
  })

  it.each([
    ['a signature changes', () => writeFileSync(join(paths.signatures, 'a.yaml'), entry('b'))],
    ['a file is added', () => writeFileSync(join(paths.signatures, 'b.yaml'), entry('b'))],
    ['the code changes', () => writeFileSync(join(paths.code, 'compile.js'), '2')],
    ['the table is gone', () => rmSync(paths.table)],
  ])('writes it again when %s', async (_, change) => {
    await buildSignatures(paths)
    change()
    expect(await buildSignatures(paths)).toBe('written')
  })

  it('leaves the old table alone when a signature is wrong', async () => {
    await buildSignatures(paths)
    writeFileSync(join(paths.signatures, 'a.yaml'), 'signatures: 3')
    await expect(buildSignatures(paths)).rejects.toMatchObject({ problem: { code: 'signatures-invalid' } })
    expect(ids()).toEqual(['a'])
    await expect(buildSignatures(paths)).rejects.toThrow()
  })
})
