import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { configSchema } from '../../../src/cli/config/schema.js'
import { run } from '../../../src/cli/run.js'
import type { ScanOptions } from '../../../src/scan/scan.js'
import { cleanReport, sampleFinding } from '../../report/sample-report.js'
import { fakeIo } from '../fake-io.js'
import { freshFolder } from '../gate/scanning.js'

let folder = ''
beforeEach(() => {
  folder = freshFolder()
  mkdirSync(join(folder, 'below'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const leaky = cleanReport({
  findings: [sampleFinding()],
  summary: { critical: 0, high: 1, medium: 0, low: 0, info: 0 },
})

/** Runs the command line in a folder below the one with this configuration, over a scan that finds one `high:likely`. */
async function jetsam(config: string | undefined, ...argv: string[]) {
  if (config !== undefined) writeFileSync(join(folder, 'jetsam.yaml'), config)
  const { io, written } = fakeIo({ cwd: join(folder, 'below') })
  const asked: ScanOptions[] = []
  const exitCode = await run(argv, io, async () => async (options) => {
    asked.push(options)
    return { report: leaky, problems: [] }
  })
  return { exitCode, asked: asked[0], ...written }
}

// `npx vitest run test/cli/config/config.test.ts -u` writes the file anew.
it('is what the JSON Schema for editors says', async () => {
  const schema = { ...z.toJSONSchema(configSchema, { io: 'input' }), title: 'jetsam.yaml' }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../../schema/config.schema.json')
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, formats: { date: true } })
  const validate = ajv.compile(schema)
  expect(validate({ 'fail-on': 'high', output: ['json=a.json'], ignore: [] })).toBe(true)
  expect(validate({ 'show-secrets': true })).toBe(false)
})

describe('settings', () => {
  it('take the place of flags that are not given', async () => {
    const config = `
fail-on: critical
severity: high
format: json
pull: never
platform: linux/arm64
only: [github]
skip: generic-secret
signatures: own.yaml
base: debian:12
dockerfile: Dockerfile
strict: true
concurrency: 2
cache-dir: .cache
unwrap-depth: 3
unwrap-size: 1G
unwrap-ratio: 1000
unwrap-time: 2m
spool: false
`
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n')
    const { exitCode, asked, stdout, stderr } = await jetsam(config, 'scan', 'a')
    expect([exitCode, stderr.startsWith('jetsam: note: settings from ../jetsam.yaml\n')]).toEqual([0, true])
    expect(JSON.parse(stdout).findings).toHaveLength(1)
    expect(asked).toMatchObject({
      ...{ pull: 'never', platform: 'linux/arm64', only: ['github'], skip: ['generic-secret'], strict: true },
      unwrap: { depth: 3, size: 2 ** 30, ratio: 1000, time: 120, spool: 0 },
      dockerfile: { path: relative('.', join(folder, 'Dockerfile')) },
      bases: ['debian:12'],
      ...{ concurrency: 2, signatureFiles: [join(folder, 'own.yaml')], cacheFolder: join(folder, '.cache') },
    })
  })

  it('yield to flags', async () => {
    const config = 'fail-on: critical\npull: never\ncache: false\nquiet: true\nskip: [a]\nbase: [a]\n'
    const { exitCode, asked, stderr } = await jetsam(
      config,
      'scan',
      'a',
      '--fail-on',
      'low',
      '--pull',
      'always',
      '--skip',
      'b',
      '--base',
      'b',
    )
    expect([exitCode, stderr]).toEqual([1, ''])
    expect(asked).toMatchObject({ pull: 'always', skip: ['b'], bases: ['b'] })
    expect(asked).not.toHaveProperty('cacheFolder')
  })

  it('yield to flags even where those say what is the default', async () => {
    expect((await jetsam('fail-on: critical', 'scan', 'a', '--fail-on', 'medium:likely')).exitCode).toBe(1)
  })

  it('write reports beside the file; whoever gives --format or --output wants none of them', async () => {
    const config = 'output: json=leaks.json\nformat: table\n'
    await jetsam(config, 'scan', 'a')
    expect(JSON.parse(readFileSync(join(folder, 'leaks.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 })
    rmSync(join(folder, 'leaks.json'))
    const { stdout } = await jetsam(config, 'scan', 'a', '--format', 'json')
    expect(JSON.parse(stdout).findings).toHaveLength(1)
    expect(() => readFileSync(join(folder, 'leaks.json'))).toThrow('ENOENT')
  })

  it('name a baseline, which the command that makes one does not need', async () => {
    const config = 'baseline: known.json\nnew-only: true\nfail-on: none\nformat: csv\n'
    const missing = await jetsam(config, 'scan', 'a')
    expect(missing.stderr).toContain('known.json is not there')
    const made = await jetsam(config, 'baseline', 'a', '-o', join(folder, 'known.json'))
    expect(made.exitCode).toBe(0)
    const { stdout, exitCode } = await jetsam(config, 'scan', 'a', '-f', 'json', '--fail-on', 'low')
    expect([exitCode, JSON.parse(stdout).findings]).toEqual([0, []])
  })

  it('ignore, beside the ignore file', async () => {
    const rule = (condition: string) => `ignore:\n  - ${condition}\n    reason: r\n    expires: 2999-01-01\n`
    writeFileSync(join(folder, '.jetsamignore.yaml'), rule('exposure: env'))
    const { exitCode, stderr } = await jetsam(rule('signature: acme-*'), 'scan', 'a')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('../.jetsamignore.yaml:2: is about nothing that was found')
    const without = await jetsam(`${rule('signature: acme-*')}ignore-file: false\n`, 'scan', 'a')
    expect([without.exitCode, without.stderr.includes('.jetsamignore')]).toEqual([0, false])
  })

  it('come from the file that is named, or from none', async () => {
    const other = join(folder, 'other.yaml')
    writeFileSync(other, 'fail-on: critical\n')
    expect((await jetsam('fail-on: nonsense', 'scan', 'a', '--config', other)).exitCode).toBe(0)
    expect((await jetsam('fail-on: nonsense', 'scan', 'a', '--no-config')).exitCode).toBe(1)
    const missing = await jetsam(undefined, 'scan', 'a', '--config', join(folder, 'none.yaml'))
    expect([missing.exitCode, missing.asked]).toEqual([2, undefined])
    expect(missing.stderr).toContain('none.yaml is not there')
  })
})

describe('what is refused, with its place', () => {
  it.each([
    ['fail-on: hgh', '../jetsam.yaml:1:10: fail-on: must be SEVERITY'],
    ['strict: true\nseverty: high', "../jetsam.yaml:2:1: there is no setting 'severty' here"],
    ['show-secrets: true', "../jetsam.yaml:1:1: there is no setting 'show-secrets' here"],
    ['strict: "yes"', '../jetsam.yaml:1:9: strict: must be true or false'],
    ['format: [json, yaml]', '../jetsam.yaml:1:16: format[1]: must be one of table, json'],
    ['platform: linux arm', '../jetsam.yaml:1:11: platform: must be OS/ARCHITECTURE'],
    ['unwrap-depth: 65', '../jetsam.yaml:1:15: unwrap-depth: must be a whole number from 1 to 64'],
    ['unwrap-time: 90', '../jetsam.yaml:1:14: unwrap-time: must be a duration'],
    ['spool-size: lots', '../jetsam.yaml:1:13: spool-size: must be a size'],
    ['concurrency: 0', '../jetsam.yaml:1:14: concurrency: '],
    ['concurrency: 1.5', '../jetsam.yaml:1:14: concurrency: must be a whole number'],
    ['baseline: ""', '../jetsam.yaml:1:11: baseline: must not be empty'],
    ['ignore:\n  - path: a\n    reason: r', '../jetsam.yaml:2:5: ignore[0].expires: is missing'],
    ['output: ../up.json', '../jetsam.yaml:1: output: must lie in the folder of this file'],
    ['output: json=/etc/x.json', '../jetsam.yaml:1: output: must lie in the folder of this file'],
    ['cache-dir: ..', '../jetsam.yaml:1: cache-dir: must lie in the folder of this file'],
    ['fail-on: [', '../jetsam.yaml:1:'],
    ['- fail-on: high', '../jetsam.yaml:1:1: must be a mapping'],
    ['a: !!js/function "process.exit()"', '../jetsam.yaml:1:4: Unresolved tag'],
  ])('%j', async (config, message) => {
    const { exitCode, stdout, stderr, asked } = await jetsam(config, 'scan', 'a')
    expect([exitCode, stdout, asked]).toEqual([2, '', undefined])
    expect(stderr).toContain(`jetsam: config-invalid: ${message}`)
  })

  it('a link by which a report would leave the folder', async () => {
    symlinkSync('/etc', join(folder, 'out'))
    const { stderr } = await jetsam('output: out/x.json', 'scan', 'a')
    expect(stderr).toContain('must lie in the folder of this file')
  })
})

describe('jetsam config', () => {
  it('tells what is in force and from where', async () => {
    writeFileSync(join(folder, '.jetsamignore.yaml'), 'ignore:\n  - {path: a, reason: r, expires: 2999-01-01}\n')
    const { exitCode, stdout } = await jetsam('strict: true\nskip: [a, b]\n', 'config', '--fail-on', 'low')
    expect(exitCode).toBe(0)
    const lines = stdout.split('\n').map((line) => line.split(/ {2,}/))
    expect(lines).toContainEqual(['fail-on', 'low', 'command line'])
    expect(lines).toContainEqual(['strict', 'yes', '../jetsam.yaml:1'])
    expect(lines).toContainEqual(['skip', 'a, b', '../jetsam.yaml:2'])
    expect(lines).toContainEqual(['pull', 'missing', 'default'])
    expect(lines).toContainEqual(['ignore-file', '../.jetsamignore.yaml', 'default'])
    expect(lines).toContainEqual(['ignore', 'until 2999-01-01: r', '../.jetsamignore.yaml:2'])
    expect(lines).toContainEqual(['JETSAM_ID_KEY', 'not set', 'environment'])
  })

  it('tells programs, too', async () => {
    const { stdout } = await jetsam('fail-on: high', 'config', '--json')
    const { settings, ignore } = JSON.parse(stdout)
    expect(settings['fail-on']).toEqual({ value: 'high', from: '../jetsam.yaml:1' })
    expect([settings.severity.from, settings['ignore-file'].value, ignore]).toEqual(['default', false, []])
  })

  it('knows every setting that there is', async () => {
    const { settings } = JSON.parse((await jetsam(undefined, 'config', '--json')).stdout)
    const names = Object.keys(configSchema.shape).filter((name) => name !== 'ignore')
    expect(Object.keys(settings)).toEqual([...names, 'JETSAM_ID_KEY'])
  })

  it('refuses what a scan would refuse', async () => {
    expect((await jetsam(undefined, 'config', '--fail-on', 'bad')).exitCode).toBe(2)
    expect((await jetsam('fail-on: bad', 'config')).exitCode).toBe(2)
  })
})
