import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.js'
import { fakeIo } from '../fake-io.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-fix-command-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function fix(dockerfile: string, ...flags: string[]) {
  const path = join(folder, 'Dockerfile')
  writeFileSync(path, dockerfile)
  const { io, written } = fakeIo()
  const exitCode = await run(['fix', '--dockerfile', path, ...flags], io)
  return { exitCode, ...written, after: readFileSync(path, 'utf8') }
}

const leaky = 'FROM x\nCOPY .npmrc /app/.npmrc\nARG NPM_TOKEN\nRUN npm ci --x=$NPM_TOKEN\n'
const mounts = '--mount=type=secret,id=npm_token,env=NPM_TOKEN --mount=type=secret,id=npmrc,target=/app/.npmrc'

it('shows a patch, and touches nothing', async () => {
  const { exitCode, stdout, stderr, after } = await fix(leaky)
  expect([exitCode, after]).toEqual([0, leaky])
  expect(stdout).toContain(`\n+RUN ${mounts} npm ci --x=$NPM_TOKEN\n`)
  expect(stdout).toContain('+++ b/')
  expect(stdout).toMatch(/\+\.npmrc\n$/)
  expect(stderr).toContain('docker build --secret id=npm_token,env=NPM_TOKEN --secret id=npmrc,src=.npmrc .')
  expect(existsSync(join(folder, '.dockerignore'))).toBe(false)
})

it('--write changes the files, those that belong to the Dockerfile first', async () => {
  const own = join(folder, 'Dockerfile.dockerignore')
  writeFileSync(own, 'dist\n')
  const { exitCode, stdout, after } = await fix(leaky, '--write')
  expect([exitCode, stdout, after]).toEqual([0, '', `FROM x\nRUN ${mounts} npm ci --x=$NPM_TOKEN\n`])
  expect(readFileSync(own, 'utf8')).toBe('dist\n.npmrc\n')
  expect(existsSync(join(folder, '.dockerignore'))).toBe(false)
})

it('exits 1 where something is left, and 0 where nothing is to be done', async () => {
  const { exitCode, stdout, stderr } = await fix('FROM x\nARG TOKEN\nLABEL a=$TOKEN\n')
  expect([exitCode, stdout]).toEqual([1, ''])
  expect(stderr).toContain('Left to be done by hand:\n  line 3: LABEL uses TOKEN')
  expect(await fix('FROM x\n')).toMatchObject({ exitCode: 0, stdout: '', stderr: expect.stringContaining('Nothing') })
})

it.each([
  [['fix'], "required option '--dockerfile <file>' not specified"],
  [['fix', '--dockerfile', '/nonexistent'], 'there is no such file'],
])('%j is wrong', async (argv, message) => {
  const { io, written } = fakeIo()
  expect(await run(argv, io)).toBe(2)
  expect(written.stderr).toContain(message)
})
