import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { run } from '../../src/cli/run.js'
import { Failure } from '../../src/problem.js'
import type { ScanOptions, ScanResult } from '../../src/scan/scan.js'
import { cleanReport, sampleFinding } from '../report/sample-report.js'
import { brokenStream, fakeIo } from './fake-io.js'

const leaky = cleanReport({
  findings: [sampleFinding()],
  summary: { critical: 0, high: 1, medium: 0, low: 0, info: 0 },
})
const incomplete = cleanReport({ coverage: { complete: false, layers: 0, files: 0, bytes: 0, gaps: [] } })
const missing = { code: 'image-not-found', message: 'there is no image shop:9', hint: 'look at docker images' } as const

/** Runs the command line over a scan that gives this result, or does what the function does. */
async function jetsam(
  argv: string[],
  result: Partial<ScanResult> | ((options: ScanOptions) => Promise<ScanResult>) = {},
  ioChange: Parameters<typeof fakeIo>[0] = {},
) {
  const { io, written } = fakeIo(ioChange)
  const asked: ScanOptions[] = []
  const exitCode = await run(argv, io, async () => async (options) => {
    asked.push(options)
    return typeof result === 'function' ? result(options) : { report: cleanReport(), problems: [], ...result }
  })
  return { exitCode, asked, ...written }
}

describe('exit codes', () => {
  it.each([
    ['clean', [], {}, 0],
    ['a finding at the default limit', [], { report: leaky }, 1],
    ['a finding below the limit', ['--fail-on', 'critical'], { report: leaky }, 0],
    ['a finding less sure than the limit', ['--fail-on', 'high:proven'], { report: leaky }, 0],
    ['a finding that does not count', ['--fail-on', 'none'], { report: leaky }, 0],
    ['a hidden finding', ['--severity', 'critical'], { report: leaky }, 1],
    ['an incomplete scan', [], { report: incomplete }, 2],
    ['a problem beside findings', [], { report: leaky, problems: [missing] }, 2],
    ['a problem although nothing counts', ['--fail-on', 'none'], { problems: [missing] }, 2],
  ] as const)('%s', async (_, flags, result, exitCode) => {
    expect((await jetsam(['scan', 'shop', ...flags], result as Partial<ScanResult>)).exitCode).toBe(exitCode)
  })

  it('a scan that fails as a whole is one clear line, what to do, and 2', async () => {
    const { exitCode, stdout, stderr } = await jetsam(['scan', 'shop:9'], async () => {
      throw new Failure(missing)
    })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr.endsWith('jetsam: image-not-found: there is no image shop:9\n  look at docker images\n')).toBe(true)
  })

  it('an unforeseen error is one clear line that quotes nothing', async () => {
    const { exitCode, stderr } = await jetsam(['scan', 'shop'], async () => JSON.parse('{"password": hunter2000'))
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^jetsam: internal: .*SyntaxError.*\n {2}please report this.*\n$/)
    expect(stderr).not.toContain('hunter')
  })
})

describe('what the scan is asked', () => {
  it('passes the flags on', async () => {
    const flags = ['--pull', 'never', '--docker-host', 'tcp://h:1', '--platform', 'linux/arm64/v8', '--strict']
    const { asked } = await jetsam(['scan', 'a', './b.tar', ...flags, '--show-secrets', '--concurrency', '3'])
    expect(asked[0]).toMatchObject({
      ...{ references: ['a', './b.tar'], all: false, pull: 'never', dockerHost: 'tcp://h:1' },
      ...{ platform: 'linux/arm64/v8', strict: true, showSecrets: true, concurrency: 3 },
    })
  })

  it('reads the Dockerfile', async () => {
    const path = join(import.meta.dirname, 'fake-io.ts')
    const { asked } = await jetsam(['scan', 'a', '--dockerfile', path])
    expect(asked[0]?.dockerfile).toEqual({ path, text: readFileSync(path, 'utf8') })
  })

  it('has quiet defaults', async () => {
    const { asked } = await jetsam(['scan', 'a'])
    expect(asked[0]).toMatchObject({ pull: 'missing', strict: false, showSecrets: false })
    expect(asked[0]).not.toHaveProperty('dockerHost')
  })

  it('passes on files of signatures, and which are told, from lists and repeated flags', async () => {
    const flags = ['--signatures', 'a.yaml', '--signatures', 'b', '--only', 'x, y', '--only', 'z', '--skip', 'w']
    const { asked } = await jetsam(['scan', 'a', ...flags])
    expect(asked[0]).toMatchObject({ signatureFiles: ['a.yaml', 'b'], only: ['x', 'y', 'z'], skip: ['w'] })
    expect((await jetsam(['scan', 'a'])).asked[0]).not.toHaveProperty('only')
  })

  it('passes on how registries are talked to', async () => {
    const flags = ['--insecure-registry', 'R.example:5000', '--insecure-registry', '[::1]', '--registry-ca', 'ca.pem']
    const { asked } = await jetsam(['scan', 'registry:r.example:5000/a', ...flags])
    expect(asked[0]!.registry).toEqual({ insecure: ['r.example:5000', '[::1]'], authorities: ['ca.pem'] })
  })

  it('passes on mirrors of registries', async () => {
    const mirrors = [
      'docker.io=https://m.example:5000/hub/',
      'GHCR.io/owner=http://127.0.0.1:5000',
      'quay.io=n.example',
    ]
    const { asked } = await jetsam(['scan', 'a', ...mirrors.flatMap((mirror) => ['--registry-mirror', mirror])])
    expect(asked[0]!.registry?.mirrors).toEqual([
      { prefix: 'docker.io', location: 'm.example:5000/hub', insecure: false },
      { prefix: 'ghcr.io/owner', location: '127.0.0.1:5000', insecure: true },
      { prefix: 'quay.io', location: 'n.example', insecure: false },
    ])
  })

  it('passes on what the images are built on', async () => {
    const { asked } = await jetsam(['scan', 'a', '--base', 'debian:12', '--base', './base.tar'])
    expect(asked[0]!.bases).toEqual(['debian:12', './base.tar'])
  })

  it.each(['\n', '\r\n', ''])('reads a password from stdin, without its line break %j', async (end) => {
    const [flags, stdinText] = [['--username', 'me', '--password-stdin'], `a b\n${end}`]
    const { asked } = await jetsam(
      ['scan', 'registry:r.example/a', './b.tar', 'r.example/c', ...flags],
      {},
      { stdinText },
    )
    expect(asked[0]!.registry?.login).toEqual({ username: 'me', password: end === '' ? 'a b' : 'a b\n' })
  })

  it('takes --all instead of names', async () => {
    expect((await jetsam(['scan', '--all'])).asked[0]).toMatchObject({ references: [], all: true })
  })
})

describe('wrong usage', () => {
  it.each([
    [[], 'no command is given'],
    [['scan'], 'no image is named'],
    [['scan', ''], 'an image name is empty'],
    [['scan', '--all', 'a'], '--all takes no references'],
    [['scan', '-', '-'], '- stands for stdin and can be named once'],
    [['alpine:3'], "unknown command 'alpine:3'"],
    [['scan', 'a', '--outptu', 'x'], "unknown option '--outptu'"],
    [['scan', 'a', '--output'], "option '-o, --output <[format=]file>' argument missing"],
    [['scan', 'a', '--format', 'yaml'], "--format 'yaml': must be one of table, json, "],
    [['scan', 'a', '--fail-on', 'bad'], "--fail-on 'bad': must be SEVERITY"],
    [['scan', 'a', '--fail-on', 'high:sure'], "--fail-on 'high:sure'"],
    [['scan', 'a', '--severity', 'worst'], "--severity 'worst'"],
    [['scan', 'a', '--pull', 'maybe'], "--pull 'maybe'"],
    [['scan', 'a', '--platform', 'linux arm'], "--platform 'linux arm'"],
    [['scan', 'a', '--insecure-registry', 'http://r.example'], "--insecure-registry 'http://r.example'"],
    [['scan', 'a', '--registry-mirror', 'm.example'], "--registry-mirror 'm.example'"],
    [['scan', 'a', '--registry-mirror', 'docker.io=ftp://m.example'], "--registry-mirror 'docker.io=ftp://m.example'"],
    [['scan', 'a', '--registry-mirror', 'docker.io=https://me:pw@m.example'], '--registry-mirror'],
    [['scan', 'a', '--registry-mirror', 'hub=https://m.example'], "--registry-mirror 'hub="],
    [['scan', 'a', '--base', ''], "--base ''"],
    [['scan', 'a', '--base', '-'], "--base '-'"],
    [['scan', 'a', '--username', 'me'], '--username needs --password-stdin'],
    [['scan', 'a', '--password-stdin'], '--password-stdin needs --username'],
    [['scan', 'a', '--password-stdin', '--username', 'a:b'], "--username 'a:b'"],
    [
      ['scan', 'r.one/a', 'r.two/a', '--password-stdin', '--username', 'me'],
      '--username is for the images of one registry',
    ],
    [['scan', '-', 'a', '--password-stdin', '--username', 'me'], '--username is for the images of one registry'],
    [['scan', './a.tar', '--password-stdin', '--username', 'me'], '--username is for the images of one registry'],
    [['scan', 'a', '--password-stdin', '--username', 'me'], '--password-stdin: the password is empty'],
    [['scan', 'a', '--concurrency', '0'], "--concurrency '0'"],
    [['scan', 'a', '--concurrency', '1.5'], "--concurrency '1.5'"],
    [['scan', 'a', '--docker-host', ''], "--docker-host ''"],
    [['scan', 'a', '--dockerfile', '/no/such'], "--dockerfile '/no/such': there is no such file"],
    [['scan', 'a', '--dockerfile', '/'], "--dockerfile '/': is a folder"],
    [['scan', 'a', '--only', 'a,'], "--only 'a,'"],
    [['scan', 'a', '--signatures', ''], "--signatures ''"],
    [['scan', 'a', '--output', 'xml=r.xml'], '--output knows no format xml'],
    [['scan', 'a\u001b[2J', '--format', '\u001b[2J'], "--format '\\x1b[2J'"],
  ])('%j', async (argv, message) => {
    const { exitCode, stdout, stderr, asked } = await jetsam(argv)
    expect([exitCode, stdout, asked]).toEqual([2, '', []])
    expect(stderr).toMatch(/^jetsam: usage: .+\n( {2}.+\n)?$/)
    expect(stderr).toContain(`jetsam: usage: ${message}`)
  })

  it('suggests what was probably meant', async () => {
    expect((await jetsam(['scan', 'a', '--outptu', 'x'])).stderr).toContain('did you mean --output?')
    expect((await jetsam(['alpine:3'])).stderr).toContain('jetsam scan alpine:3')
  })

  it('does not wait for an archive that nobody will type in', async () => {
    const { exitCode, stderr } = await jetsam(['scan', '-'], {}, { terminal: true })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('docker save IMAGE | jetsam scan -')
  })
})

describe('help and version', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await jetsam(['--version'])).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
    expect(await jetsam(['-V'])).toMatchObject({ exitCode: 0, stdout: `${version}\n` })
  })

  it.each([[['--help']], [['scan', '--help']], [['demo', '--help']]])(
    '%j goes to stdout and is no failure',
    async (argv) => {
      const { exitCode, stdout, stderr } = await jetsam(argv)
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toContain('Usage: jetsam')
    },
  )

  it('explains exit codes and shows examples', async () => {
    const { stdout } = await jetsam(['scan', '--help'])
    for (const part of ['Exit codes:', 'Examples:', 'docker save', '--fail-on', 'medium:likely', 'JETSAM_ID_KEY']) {
      expect(stdout).toContain(part)
    }
  })
})

describe('where the report goes', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('stdout carries the report alone', async () => {
    const { stdout, stderr } = await jetsam(['scan', 'a', '--format', 'json'], { report: leaky, problems: [missing] })
    expect(JSON.parse(stdout)).toEqual(leaky)
    expect(stderr).toContain('image-not-found')
  })

  it('--output FILE takes its place, --output FORMAT=FILE adds to it', async () => {
    const file = join(folder, 'r.json')
    expect((await jetsam(['scan', 'a', '--format', 'json', '--output', file])).stdout).toBe('')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(cleanReport())
    const both = await jetsam(['scan', 'a', '--output', `json=${file}`], { report: leaky })
    expect(both.stdout).toContain('Acme token')
    expect(JSON.parse(readFileSync(file, 'utf8')).findings).toHaveLength(1)
  })

  it('--format can be repeated, each with a place of its own', async () => {
    const file = join(folder, 'r.json')
    const argv = ['scan', 'a', '--format', 'json', '-f', 'jsonl', '--output', `json=${file}`]
    expect((await jetsam(argv, { report: leaky })).stdout).toMatch(/^\{"record":"scan"/)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(leaky)
    const clash = await jetsam(['scan', 'a', '--format', 'json', '-f', 'table'])
    expect([clash.exitCode, clash.stdout, clash.asked]).toEqual([2, '', []])
    expect(clash.stderr).toContain('--output table=FILE')
  })

  it('a table in a file has no colours, even if the terminal has', async () => {
    const file = join(folder, 'r.txt')
    const { stdout } = await jetsam(['scan', 'a', '--output', `table=${file}`], { report: leaky }, { terminal: true })
    expect(stdout).toContain('\u001b[')
    expect(readFileSync(file, 'utf8')).not.toContain('\u001b')
  })

  it('hides by severity without changing the summary', async () => {
    const { stdout } = await jetsam(['scan', 'a', '--format', 'json', '--severity', 'critical'], { report: leaky })
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { high: 1 } })
  })

  it('says nothing on stdout where nothing was read, except to programs', async () => {
    const nothing = { report: { ...incomplete, images: [] }, problems: [missing] }
    expect((await jetsam(['scan', 'a'], nothing)).stdout).toBe('')
    expect(JSON.parse((await jetsam(['scan', 'a', '--format', 'json'], nothing)).stdout).images).toEqual([])
  })

  it('a report that cannot be written is a problem, and 2', async () => {
    const gone = join(folder, 'gone')
    const early = await jetsam(['scan', 'a', '--output', join(gone, 'r.txt')])
    expect([early.exitCode, early.asked]).toEqual([2, []])
    const stdout = brokenStream('ENOSPC')
    const late = await jetsam(['scan', 'a', '--output', `json=${join(folder, 'r.json')}`], {}, { stdout })
    expect(late.exitCode).toBe(2)
    expect(late.stderr).toContain('jetsam: output-failed: ')
    expect(existsSync(join(folder, 'r.json'))).toBe(true)
  })

  it('a reader that went away changes nothing', async () => {
    const stdout = brokenStream('EPIPE')
    const { exitCode, stderr } = await jetsam(['scan', 'a', '--quiet'], { report: leaky }, { stdout })
    expect([exitCode, stderr]).toEqual([1, ''])
  })

  it.each([
    [{ NO_COLOR: '1' }, [], false],
    [{ TERM: 'dumb' }, [], false],
    [{}, ['--no-color'], false],
    [{}, [], true],
  ] as const)('colours on a terminal with %j %j: %s', async (env, flags, coloured) => {
    const { stdout } = await jetsam(['scan', 'a', ...flags], { report: leaky }, { terminal: true, env: { ...env } })
    expect(stdout.includes('\u001b[')).toBe(coloured)
  })

  it('has no colours in a pipe, unless they are forced', async () => {
    expect((await jetsam(['scan', 'a'], { report: leaky })).stdout).not.toContain('\u001b[')
    const forced = await jetsam(['scan', 'a'], { report: leaky }, { env: { FORCE_COLOR: '1' } })
    expect(forced.stdout).toContain('\u001b[')
  })
})

describe('interruption', () => {
  const aborted = (): Io['signal'] => AbortSignal.abort()

  it('reports what was read, says so, and exits 2', async () => {
    const { exitCode, stdout, stderr } = await jetsam(['scan', 'a'], { report: leaky }, { signal: aborted() })
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Acme token')
    expect(stderr).toContain('jetsam: interrupted: ')
  })

  it('is told as such when the scan breaks off with whatever error', async () => {
    const { exitCode, stderr } = await jetsam(
      ['scan', 'a'],
      async () => {
        throw new Error('socket hang up')
      },
      { signal: aborted() },
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('jetsam: interrupted: ')
    expect(stderr).not.toContain('socket')
  })
})

describe('progress', () => {
  const busy = async ({ onEvent }: ScanOptions): Promise<ScanResult> => {
    onEvent?.({ kind: 'source', label: 'shop:1' })
    onEvent?.({ kind: 'layer', label: 'shop:1', id: 'x', files: 3, candidates: 1 })
    onEvent?.({ kind: 'note', text: 'linux/arm64 was not asked for' })
    onEvent?.({ kind: 'done', label: 'shop:1' })
    return { report: cleanReport(), problems: [] }
  }

  it('goes to stderr, and not at all under --quiet', async () => {
    const loud = await jetsam(['scan', 'a'], busy)
    expect(loud.stderr).toContain('jetsam: scanning shop:1\n')
    expect(loud.stderr).toContain('jetsam: note: linux/arm64 was not asked for\n')
    expect(loud.stdout).not.toContain('scanning')
    expect((await jetsam(['scan', 'a', '--quiet'], busy)).stderr).toBe('')
  })
})
