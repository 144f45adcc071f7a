import { expect, it } from 'vitest'
import { madeUp, readFile } from '../reading.js'

const secret = madeUp('shell')
const header = `curl -H 'Authorization: Bearer ${secret}' https://a.example`

it.each([
  ['root/.bash_history', `ls\n#1700000000\n${header}\n`],
  ['root/.zsh_history', `: 1700000000:0;ls\n: 1700000001:0;${header}\n`],
  ['root/.ash_history', header],
  ['root/.bash_history', header.replace(' https', ' \\\n  https')],
  ['root/.local/share/fish/fish_history', `- cmd: ls\n  when: 1\n- cmd: ${header}\n  when: 2\n`],
])('looks into the commands of %s', (path, text) => {
  const found = readFile(path, text).filter((one) => one.secret === secret)
  expect(found).toHaveLength(1)
  expect(text.slice(found[0]!.start, found[0]!.end)).toBe(secret)
})

it('leaves harmless commands alone', () => {
  expect(readFile('root/.bash_history', 'ls -la\ncd /tmp\n#1700000000\necho $TOKEN\n\\')).toEqual([])
})
