import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { manPage } from '../../../src/cli/shell/man-page.js'

const built = new URL('../../../man/jetsam.1', import.meta.url).pathname
const has = (program: string) => spawnSync(program, ['--version']).error === undefined

it('is built with every command and option', () => {
  const text = readFileSync(built, 'utf8')
  for (const words of ['jetsam scan', 'jetsam cache prune', '\\-\\-compose', '\\-\\-no\\-config', 'JETSAM_ID_KEY']) {
    expect(text).toContain(words)
  }
})

it('escapes what roff would take for its own', () => {
  const page = manPage(
    {
      path: ['tool'],
      description: '.hidden \\fBbold',
      operands: [],
      options: [{ long: '--a-b', placeholder: '<x\\y>', description: "'quoted" }],
      commands: [],
    },
    '1.0',
    { '': 'Head:\n  .line\n\n.other' },
  )
  expect(page).not.toMatch(/^[.'](?!(?:TH|SH|PP|TP|nf|fi|BR)\b)/m)
  expect(page).toContain('\\&.hidden \\efBbold')
  expect(page).toContain('\\fB\\-\\-a\\-b\\fR \\fIx\\ey\\fR')
})

it.skipIf(!has('groff'))('is what groff takes without a warning, and shows whole', () => {
  const shown = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-P-c', built], { encoding: 'utf8' })
  expect(shown.stderr).toBe('')
  expect(shown.stdout.replace(/.\x08/g, '')).toContain('jetsam scan --compose compose.yaml')
})

it.skipIf(spawnSync('mandoc', ['-T', 'lint', '/dev/null']).error !== undefined)('is what mandoc takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jetsam-man-'))
  const page = join(folder, 'jetsam.1')
  // The page has no date, so that every build gives the same.
  writeFileSync(page, readFileSync(built, 'utf8').replace('1 ""', '1 "2024-01-01"'))
  try {
    expect(execFileSync('mandoc', ['-T', 'lint', '-W', 'warning', page], { encoding: 'utf8' })).toBe('')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
