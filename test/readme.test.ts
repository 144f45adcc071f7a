import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { run } from '../src/cli/run.js'
import { fakeIo } from './cli/fake-io.js'

const markers = /(<!-- demo:[^\n]*-->\n)[\s\S]*?(<!-- \/demo -->)/

/** What the README shows of the demonstration: the head, all findings at a glance, one finding whole, and the end. */
function pictureOf(output: string): string {
  const blocks = output.trimEnd().split('\n\n')
  const overwritten = blocks.find((block) => block.startsWith('── ') && block.includes('overwritten by layer'))
  expect(overwritten).toBeDefined()
  const picture = [...blocks.slice(0, 2), overwritten, '…', blocks.at(-1)].join('\n\n')
  return `\`\`\`text\n${picture}\n\`\`\`\n`
}

it('the picture in the README is what jetsam demo shows', { timeout: 60_000 }, async () => {
  const { io, written } = fakeIo({ env: { COLUMNS: '90' } })
  expect(await run(['demo', '--no-color'], io)).toBe(1)
  const picture = pictureOf(written.stdout)
  const readme = readFileSync('README.md', 'utf8')
  const wanted = readme.replace(markers, (_, start: string, end: string) => start + picture + end)
  if (process.env.UPDATE_README) writeFileSync('README.md', wanted)
  else expect(readme).toBe(wanted)
})
