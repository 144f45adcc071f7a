// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what Compose files say.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.js'
import type { Finding } from '../../../src/findings/finding.js'
import { type FormatName, formatNames } from '../../../src/report/formats.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { fakeIo } from '../fake-io.js'

const root = mkdtempSync(join(tmpdir(), 'jetsam-compose-cli-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const password = (seed: string) => expandTemplate('{[a-km-z]:4}{digits:2}{[A-HJ-NP-Z]:4}{digits:2}', `compose, ${seed}`)
const token = (seed: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `compose, ${seed}`)
let count = 0

async function jetsam(files: Record<string, string>, argv: string[], env: NodeJS.ProcessEnv = {}) {
  const cwd = mkdtempSync(join(root, `shop${++count}-`))
  for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text)
  const { io, written } = fakeIo({ cwd, env })
  // There is no engine: the files are told all the same.
  const flags = ['--no-cache', '-q', '--docker-host', `unix://${cwd}/none.sock`]
  const exitCode = await run(['scan', '--compose', 'compose.yaml', ...flags, ...argv], io)
  return { exitCode, ...written }
}

async function places(files: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  const { stdout } = await jetsam(files, ['--format', 'json', '--show-secrets'], env)
  const { findings } = JSON.parse(stdout) as { findings: Finding[] }
  return Object.fromEntries(
    findings.map(({ secret, occurrences }) => [
      secret.value,
      occurrences.map(({ exposure, key, compose, services = [] }) => {
        return `${exposure} ${key ?? '-'} ${compose?.path}:${compose?.line}:${compose?.column} ${services.join()}`
      }),
    ]),
  )
}

const service = (text: string) => ({
  'compose.yaml': `services:\n  web:\n    image: web\n${text.replace(/^/gm, '    ')}\n`,
})

describe('what a Compose file says', () => {
  const secret = password('one')
  it.each([
    ['an argument', `build:\n  args:\n    DB_PASSWORD: ${secret}`, 'build-arg DB_PASSWORD compose.yaml:6:22 web'],
    [
      'an argument in a list',
      `build:\n  args:\n    - DB_PASSWORD=${secret}`,
      'build-arg DB_PASSWORD compose.yaml:6:23 web',
    ],
    ['a variable', `environment:\n  DB_PASSWORD: "${secret}"`, 'env DB_PASSWORD compose.yaml:5:21 web'],
    ['a variable in a list', `environment:\n  - "DB_PASSWORD=${secret}"`, 'env DB_PASSWORD compose.yaml:5:22 web'],
    ['a default', `environment: ["DB_PASSWORD=\${PW:-${secret}}"]`, 'env DB_PASSWORD compose.yaml:4:38 web'],
    ['a part of a URL', `environment: {U: "postgres://a:${secret}@db/\${N}"}`, 'env U compose.yaml:4:36 web'],
    ['a label', `labels: {db.password: ${secret}}`, 'label db.password compose.yaml:4:27 web'],
    ['a command', `command: server --password ${secret}`, 'command services.web.command compose.yaml:4:32 web'],
    [
      'a command in words',
      `command: [server, --password, ${secret}]`,
      'command services.web.command compose.yaml:4:35 web',
    ],
    [
      'an entrypoint',
      `entrypoint: ["sh", "-c", "run -p \\"x\\" --password=${secret}"]`,
      /^entrypoint services\.web\.entrypoint compose\.yaml:4:\d+ web$/,
    ],
    [
      'a health check',
      `healthcheck:\n  test: ["CMD", "curl", "-u", "a:${secret}", "http://x"]`,
      /^healthcheck services\.web\.healthcheck\.test compose\.yaml:5:\d+ web$/,
    ],
    [
      'a Dockerfile',
      `build:\n  dockerfile_inline: |\n    FROM x\n    ENV DB_PASSWORD=${secret}`,
      'history services.web.build.dockerfile_inline compose.yaml:7:25 web',
    ],
    [
      'a Git address',
      `build: https://ci:${secret}@example.org/x.git`,
      'config services.web.build compose.yaml:4:23 web',
    ],
    [
      'any other setting',
      `logging: {options: {password: ${secret}}}`,
      'config services.web.logging.options.password compose.yaml:4:35 web',
    ],
    ['a dollar sign', `environment: {DB_PASSWORD: "${secret}$$x"}`, 'env DB_PASSWORD compose.yaml:4:33 web'],
  ])('tells %s', async (name, text, place) => {
    const value = name === 'a dollar sign' ? `${secret}$x` : secret
    const found = await places(service(text))
    expect(Object.keys(found)).toEqual([value])
    expect(found[value]).toEqual([typeof place === 'string' ? place : expect.stringMatching(place)])
  })

  it.each([
    ['references', 'environment: {DB_PASSWORD: "${DB_PASSWORD}", B_PASSWORD: "${B:?must be set}", C_PASSWORD: $C}'],
    ['variables without a value', 'environment:\n  - DB_PASSWORD\nbuild: {args: {NPM_TOKEN: null}}'],
    ['names of secrets', 'secrets: [db_password_file_2x9, {source: npm_token_x7}]\nbuild: {secrets: [npm_token_x7]}'],
    ['files of secrets', 'environment: {DB_PASSWORD_FILE: /run/secrets/db_password}'],
    ['defaults that are empty', 'environment: {DB_PASSWORD: "${DB_PASSWORD:-}"}'],
  ])('is silent about %s, whatever the environment holds', async (_name, text) => {
    const value = password('environment')
    const env = { DB_PASSWORD: value, B: value, C: value, NPM_TOKEN: token('environment') }
    expect(await places(service(text), env)).toEqual({})
  })
})

describe('what stands beside it', () => {
  it('tells a value of .env where it stands, for each use', async () => {
    const [one, two, unused] = [password('file'), token('file'), password('unused')]
    const files = {
      ...service('build: {args: {PW_PASSWORD: "x-${PW}"}}\nenvironment: [GITHUB_TOKEN]'),
      '.env': `# comment\nPW=${one}\nGITHUB_TOKEN="${two}"\nUNUSED_PASSWORD=${unused}\n`,
    }
    const found = await places(files, { PW: password('process') })
    expect(found).toEqual({
      [`x-${one}`]: ['build-arg PW_PASSWORD compose.yaml:4:34 web'],
      [two]: ['env GITHUB_TOKEN .env:3:15 web'],
    })
  })

  it('tells env files, raw ones too', async () => {
    const [one, two] = [password('env file'), password('raw')]
    const files = {
      'compose.yaml':
        'services: {a: {image: a, env_file: a.env}, b: {image: b, env_file: [a.env, {path: b.env, format: raw}]}}',
      'a.env': `DB_PASSWORD='${one}' # x\n`,
      'b.env': `DB_PASSWORD="${two}\n`,
    }
    expect(await places(files)).toEqual({
      [one]: ['env DB_PASSWORD a.env:1:14 a,b'],
      [`"${two}`]: ['env DB_PASSWORD b.env:1:13 b'],
    })
  })

  it('tells inline secrets for the services that use them', async () => {
    const [one, two] = [password('inline'), password('config')]
    const files = {
      'compose.yaml': `services: {a: {image: a, secrets: [s], configs: [{source: c}]}, b: {image: b}}
secrets: {s: {content: ${one}}, t: {environment: T}, u: {file: ./u.txt}}
configs: {c: {content: "[db]\\npassword=${two}\\n"}}`,
    }
    expect(await places(files)).toEqual({
      [one]: ['config secrets.s.content compose.yaml:2:24 a'],
      [two]: [expect.stringMatching(/^config configs\.c\.content compose\.yaml:3:\d+ a$/)],
    })
  })

  it('tells what an anchor gives to several services once, and what no service has', async () => {
    const [one, two, three] = [password('anchor'), password('top'), token('comment')]
    const files = {
      'compose.yaml': `x-env: &env
  DB_PASSWORD: ${one}
x-other: {admin_password: ${two}}
# ${three}
services:
  a: {image: a, environment: {<<: *env}}
  b: {image: b, environment: *env}`,
    }
    expect(await places(files)).toEqual({
      [one]: ['env DB_PASSWORD compose.yaml:2:16 a,b'],
      [two]: ['config x-other.admin_password compose.yaml:3:27 '],
      [three]: ['config - compose.yaml:4:3 '],
    })
  })

  it('tells what a file holds that is no valid YAML', async () => {
    const one = token('broken')
    const { exitCode, stdout, stderr } = await jetsam(
      { 'compose.yaml': `services: {a: {environment: [A=${one}]\n  b: ]` },
      ['--format', 'json', '--show-secrets'],
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('jetsam: compose-invalid: compose.yaml:2:')
    expect(JSON.parse(stdout).findings[0].secret.value).toBe(one)
  })
})

describe('the report', () => {
  const one = password('report')
  const files = service(`environment:\n  DB_PASSWORD: ${one}`)

  it('takes the files for an image, and misses those of the services', async () => {
    const { exitCode, stdout, stderr } = await jetsam(files, ['--format', 'json'])
    const report = JSON.parse(stdout)
    expect(exitCode).toBe(2)
    expect(report.images).toEqual([
      {
        reference: 'compose.yaml',
        source: 'compose',
        id: expect.stringMatching(/^sha256:/),
        platform: '',
        tags: [],
        layers: [],
        services: ['web'],
      },
    ])
    expect(report.coverage).toMatchObject({ complete: false, files: 1 })
    expect(stderr).toContain('jetsam: engine-unreachable: service web: ')
    expect(stdout).not.toContain(one)
  })

  it('is advice for a Compose file', async () => {
    const { stdout } = await jetsam(files, ['--format', 'json'])
    const [{ remedy }] = JSON.parse(stdout).findings
    expect(remedy.summary).toContain('Compose file')
    expect(remedy.steps.join('\n')).toContain('secrets: { db_password: { environment: DB_PASSWORD } }')
    expect(remedy.steps.join('\n')).not.toMatch(/pull the image|registry/)
  })

  it.each(formatNames)('tells the service and the line as %s', async (format: FormatName) => {
    const { stdout } = await jetsam(files, ['--format', format])
    const text = stdout.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    expect(text).toMatch(/of service web|"web","compose\.yaml"|"services": ?\[\s*"web"\s*\]/)
    expect(text).toMatch(/compose\.yaml:5:20|"line": ?5|compose\.yaml",5,20|startLine": ?5/)
    expect(text).not.toContain(one)
  })
})

it.each([
  [['scan', '--compose', 'none.yaml'], "--compose 'none.yaml': there is no such file"],
  [['scan', '--compose', ' '], '--compose'],
  [['scan', '--profile', 'x', 'image'], '--profile needs a --compose'],
  [['scan', '--compose', 'compose.yaml', '--all'], '--all takes no --compose'],
])('%j is a wrong usage', async (argv, message) => {
  const { io, written } = fakeIo({ cwd: root })
  expect(await run(argv, io)).toBe(2)
  expect(written.stderr).toContain(message)
})
