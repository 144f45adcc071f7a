import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const main = 'dist/main.js'
let folder = ''

/** Writes every module that is loaded, by its URL, into the file that LOADED names. */
const tracer = `import { registerHooks, register } from 'node:module'
register('data:text/javascript,' + encodeURIComponent(\`
import { appendFileSync } from 'node:fs'
export async function load(url, context, next) { appendFileSync(process.env.LOADED, url + '\\\\n'); return next(url, context) }
\`))`.replace('registerHooks, ', '')

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
  writeFileSync(join(folder, 'tracer.mjs'), tracer)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The modules that are loaded, packages by their files, own ones by the marks that joining them leaves: `build/cli/run.js`. */
function loadedBy(argv: string[]): string {
  const list = join(folder, `loaded-${argv.join('')}`)
  const importTracer = ['--import', join(folder, 'tracer.mjs')]
  spawnSync(process.execPath, [...importTracer, main, ...argv], { env: { ...process.env, LOADED: list } })
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((url) => url !== '')
    .flatMap((url) =>
      url.includes('/dist/') && !url.includes('/node_modules/')
        ? (readFileSync(fileURLToPath(url), 'utf8').match(/^\/\/ build\/.*$/gm) ?? [])
        : [url],
    )
    .join('\n')
}

describe('the built program', () => {
  it.each([['--version'], ['--help']])('%s loads nothing that a scan needs', (flag) => {
    const loaded = loadedBy([flag])
    expect(loaded).toContain('build/cli/run.js')
    expect(loaded).not.toMatch(/node_modules\/(dockerode|zod|yaml|cli-table3|p-limit|fzstd|smol-toml)\//)
    expect(loaded).not.toMatch(/build\/(scan|sources|detect|inspect)\//)
  })

  it('loads nothing for signatures of users where there are none', () => {
    const loaded = loadedBy(['signatures', 'list'])
    expect(loaded).toContain('build/scan/signatures-in-force.js')
    expect(loaded).not.toMatch(/node_modules\/(re2js|smol-toml|yaml|zod)\//)
    expect(loadedBy(['demo', '--quiet'])).not.toMatch(
      /node_modules\/(re2js|smol-toml)\/|build\/(detect\/rules|signatures\/user)\//,
    )
  })

  it('exits 2 with one line when it is used wrongly', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'scan'], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^jetsam: usage: no image is named\n {2}.*\n$/)
  })

  it('says in one line that an archive is not there', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'scan', './no-such.tar'], {
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/jetsam: archive-not-found: .*no-such\.tar/)
  })

  it('survives a reader that closes the pipe', async () => {
    const child = spawn(process.execPath, [main, 'scan', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += String(text)
    })
    const exitCode = await new Promise((resolve) => child.on('close', resolve))
    expect([exitCode, stderr]).toEqual([0, ''])
  })

  it('ends an interrupted scan with the code for it', async () => {
    const child = spawn(process.execPath, [main, 'scan', '-', '--quiet'], { stdio: ['pipe', 'pipe', 'pipe'] })
    const closed = new Promise((resolve) => child.on('close', resolve))
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += String(text)
    })
    // By then the scan waits for an archive that never comes.
    const timer = setTimeout(() => child.kill('SIGINT'), 2000)
    const exitCode = await closed
    clearTimeout(timer)
    expect(stderr).toContain('jetsam: interrupted: ')
    expect(exitCode).toBe(2)
  })
})
