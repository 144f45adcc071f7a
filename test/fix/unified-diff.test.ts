import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type LineChange, unifiedDiff } from '../../src/fix/unified-diff.js'

const kept = (line: string): LineChange => ({ old: line, new: [line] })
const lines = (count: number) => Array.from({ length: count }, (_, i) => kept(`line ${i}\n`))

it.each<[string, LineChange[]]>([
  ['one line', [...lines(5), { old: 'a\n', new: ['b\n'] }, ...lines(9)]],
  ['far places', [{ old: 'a\n', new: [] }, ...lines(9), { old: 'c\n', new: ['d\n', 'e\n'] }, ...lines(2)]],
  ['an end without a line break', [...lines(2), { old: 'a', new: ['b'] }]],
  ['a line break that was missing', [kept('x\n'), { old: 'a', new: ['a\n'] }, { new: ['b\n'] }]],
  ['a new file', [{ new: ['a\n'] }, { new: ['b\n'] }]],
])('writes what git apply understands: %s', (name, changes) => {
  const folder = mkdtempSync(join(tmpdir(), 'jetsam-diff-'))
  const isNew = name === 'a new file'
  if (!isNew) writeFileSync(join(folder, 'file'), changes.map(({ old = '' }) => old).join(''))
  const input = unifiedDiff(isNew ? undefined : 'a/file', 'b/file', changes)
  execFileSync('git', ['apply', '-'], { cwd: folder, input, stdio: ['pipe', 'inherit', 'inherit'] })
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe(changes.flatMap((one) => one.new).join(''))
  rmSync(folder, { recursive: true })
})

it('is empty where nothing changes', () => expect(unifiedDiff('a', 'b', lines(3))).toBe(''))
