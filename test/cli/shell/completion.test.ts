import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.js'
import { formatNames } from '../../../src/report/formats.js'
import { fakeIo } from '../fake-io.js'

const folder = mkdtempSync(join(tmpdir(), 'jetsam-completion-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function script(shell: string): Promise<string> {
  const { io, written } = fakeIo()
  expect(await run(['completion', shell], io)).toBe(0)
  return written.stdout
}

const has = (program: string) => {
  try {
    execFileSync(program, ['-c', 'true'])
    return true
  } catch {
    return false
  }
}

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) writeFileSync(join(folder, shell), await script(shell))
  writeFileSync(join(folder, 'an image.tar'), '')
  mkdirSync(join(folder, 'a folder'))
})

/** What bash offers after these words, of which the last is being typed. */
function inBash(...words: string[]): string[] {
  const program = `source ./bash
COMP_WORDS=(jetsam "$@"); COMP_CWORD=$#
complete -p jetsam >/dev/null || exit 1
_jetsam
printf '%s\\n' "\${COMPREPLY[@]}"`
  const options = { cwd: folder, encoding: 'utf8' } as const
  return execFileSync('bash', ['--norc', '-c', program, 'bash', ...words], options)
    .split('\n')
    .filter(Boolean)
}

describe('in bash', () => {
  it.each([
    [['sc'], ['scan']],
    [['ca'], ['cache']],
    [
      ['cache', ''],
      ['info', 'prune', '--help', '-h'],
    ],
    [['cache', 'prune', '--o'], ['--older-than']],
    [['signatures', 's'], ['show']],
    [
      ['scan', '--no-c'],
      ['--no-config', '--no-cache', '--no-color'],
    ],
    [['scan', '--format', ''], [...formatNames]],
    [
      ['scan', '-f', 'js'],
      ['json', 'jsonl'],
    ],
    [['scan', '--format', '=', 'sa'], ['sarif']],
    [['scan', '--format', '='], [...formatNames]],
    [
      ['diff', '--format', ''],
      ['table', 'json'],
    ],
    [['scan', '--pull', 'n'], ['never']],
    [['scan', '--fail-on', 'h'], ['high']],
    [['scan', '--quiet', 'image', '--severity', 'l'], ['low']],
    [['scan', '--platform', ''], []],
    [['scan', '--baseline', 'an'], ['an image.tar']],
    [['scan', '--cache-dir', 'a'], ['a folder']],
    [['scan', 'an'], ['an image.tar']],
    [['demo', 'an'], []],
    [['completion', 'f'], ['fish']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', '--help', '-h'],
    ],
    [['--ver'], ['--version']],
  ])('%j', (words, offered) => {
    expect(inBash(...words).sort()).toEqual([...offered].sort())
  })

  it('offers each command and each option that help tells', async () => {
    for (const command of inBash('').filter((word) => !word.startsWith('-'))) {
      const { io, written } = fakeIo()
      expect(await run([command, '--help'], io)).toBe(0)
      const told = [...written.stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag)
      expect(inBash(command, '--').sort()).toEqual([...new Set(told)].sort())
    }
  })
})

describe.skipIf(!has('fish'))('in fish', () => {
  const inFish = (line: string) =>
    execFileSync('fish', ['--no-config', '-c', `source ${folder}/fish; complete -C ${JSON.stringify(line)}`], {
      cwd: folder,
      encoding: 'utf8',
    })
      .split('\n')
      .map((one) => one.split('\t')[0])
      .filter(Boolean)

  it.each([
    ['jetsam sc', ['scan']],
    ['jetsam cache p', ['prune']],
    ['jetsam scan --form', ['--format']],
    ['jetsam scan --format j', ['json', 'jsonl', 'junit']],
    ['jetsam diff --format j', ['json']],
    ['jetsam scan an', ['an image.tar']],
    ['jetsam completion z', ['zsh']],
  ])('%s', (line, offered) => {
    expect(inFish(line)).toEqual(offered)
  })
})

it.skipIf(!has('zsh'))('zsh takes the script', () => {
  const program = `autoload -Uz compinit && compinit -u -d ${folder}/dump && source ${folder}/zsh && print $_comps[jetsam] $+functions[_jetsam_cache_prune]`
  expect(execFileSync('zsh', ['-f', '-c', program], { encoding: 'utf8' })).toBe('_jetsam 1\n')
})

it('knows no other shell', async () => {
  const { io, written } = fakeIo()
  expect(await run(['completion', 'csh'], io)).toBe(2)
  expect(written.stderr).toContain('must be one of bash, zsh, fish')
})
