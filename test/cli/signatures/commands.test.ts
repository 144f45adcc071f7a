import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../../src/cli/run.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { fakeIo } from '../fake-io.js'

async function jetsam(...argv: string[]) {
  const { io, written } = fakeIo({ env: { COLUMNS: '100' } })
  const exitCode = await run(['signatures', ...argv], io)
  return { exitCode, ...written }
}

let folder = ''
let ours = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
  ours = file(
    'ours.yaml',
    `provider: Qzxcorp
signatures:
  - id: acme-token
    title: Acme token
    severity: critical
    value: 'qzxw_{base62:30}'
    docs: https://acme.example/docs
    revoke: https://acme.example/keys
    tags: [payment-x]
  - id: acme-key
    title: Acme key
    severity: high
    value: ['{hex:32}', '{hex:40}']
    near: { words: [acme, acme_key] }
  - { id: acme-legacy, title: Old Acme key, severity: low, regex: 'k=(qzxv[a-z]{9})', keywords: [k=], examples: ['k=qzxv{lower:9}'] }
`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('jetsam signatures list', () => {
  it('prints one line for each signature, and nothing else', async () => {
    const { exitCode, stdout, stderr } = await jetsam('list')
    const lines = stdout.trimEnd().split('\n')
    expect([exitCode, stderr, lines.length]).toEqual([0, '', readSignatureTable().signatures.length])
    expect(lines).toEqual([...lines].sort((a, b) => (a.split(' ')[0]! < b.split(' ')[0]! ? -1 : 1)))
    expect(stdout).toMatch(
      /^github-personal-access-token +critical +GitHub +GitHub personal access token \(classic\)$/m,
    )
  })

  it('shows what is chosen, own signatures too', async () => {
    const { stdout, stderr } = await jetsam(
      'list',
      '--signatures',
      ours,
      '--only',
      'qzxcorp,github',
      '--skip',
      'github',
    )
    expect(stdout).toBe(
      [
        'acme-key     high      Qzxcorp  Acme key\n',
        'acme-legacy  low       Qzxcorp  Old Acme key\n',
        'acme-token   critical  Qzxcorp  Acme token\n',
      ].join(''),
    )
    expect(stderr).toMatch(/^jetsam: note: 3 of \d+ signatures are told\n$/)
    expect((await jetsam('list', '--signatures', ours, '--only', 'payment-x')).stdout).toMatch(/^acme-token [^\n]*\n$/)
  })

  it('gives JSON to programs', async () => {
    const { stdout } = await jetsam(
      'list',
      '--format',
      'json',
      '--signatures',
      ours,
      '--only',
      'acme-token,acme-key,acme-legacy',
    )
    expect(JSON.parse(stdout)).toMatchObject([
      { id: 'acme-key', severity: 'high', foundBy: 'value', values: ['{hex:32}', '{hex:40}'], near: { within: 40 } },
      { id: 'acme-legacy', foundBy: 'regex', regexes: [{ regex: 'k=(qzxv[a-z]{9})', keywords: ['k='] }] },
      { id: 'acme-token', provider: 'Qzxcorp', tags: ['payment-x'], docs: 'https://acme.example/docs' },
    ])
  })
})

describe('jetsam signatures show', () => {
  it('tells all there is', async () => {
    const { exitCode, stdout } = await jetsam('show', 'acme-key', '--signatures', ours)
    expect(exitCode).toBe(0)
    expect(stdout).toBe(`id          acme-key
title       Acme key
provider    Qzxcorp
severity    high
confidence  likely
found by    the shape of its value
value       {hex:32}
value       {hex:40}
near        acme, acme_key (within 40 bytes)
`)
    const { stdout: token } = await jetsam('show', 'acme-token', '--signatures', ours)
    expect(token).toContain('docs        https://acme.example/docs\nrevoke      https://acme.example/keys\n')
    const { stdout: legacy } = await jetsam('show', 'acme-legacy', '--signatures', ours, '--format', 'json')
    expect(JSON.parse(legacy)).toMatchObject({ id: 'acme-legacy', foundBy: 'regex' })
  })

  it('knows inspectors and identifiers', async () => {
    const { signatures } = readSignatureTable()
    const inspected = signatures.find(({ patterns }) => patterns.length === 0)!
    expect((await jetsam('show', inspected.id)).stdout).toContain('found by    a parser of files of its kind')
    const identifier = signatures.find(({ kind }) => kind === 'identifier')!
    expect((await jetsam('show', identifier.id)).stdout).toContain('kind        identifier: public by itself')
  })

  it('says which one was probably meant', async () => {
    const { exitCode, stderr } = await jetsam('show', 'github-personal-acces-token')
    expect([exitCode, stderr]).toEqual([
      2,
      "jetsam: usage: there is no signature 'github-personal-acces-token'\n  did you mean github-personal-access-token?\n",
    ])
  })
})

describe('jetsam signatures test', () => {
  it('finds every example of what is right', async () => {
    const { exitCode, stdout } = await jetsam('test', ours)
    expect([exitCode, stdout]).toEqual([
      0,
      `ok    acme-token: qzxw_{base62:30}: found 52 of 52
ok    acme-key: {hex:32}: found 52 of 52
ok    acme-key: {hex:40}: found 52 of 52
ok    acme-legacy: k=qzxv{lower:9}: found 12 of 12
`,
    ])
  })

  it('says what is not found, and what took it for its own, and exits with 1', async () => {
    const text = `signatures:
  - { id: acme-digits, title: A, severity: low, value: 'qzx(0|1)', near: { words: [acme] } }
  - { id: acme-copy, title: A, severity: low, value: 'ghp_{base62:36}', generic: true }
`
    const { exitCode, stdout } = await jetsam('test', file('bad.yaml', text))
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(
      /^FAIL {2}acme-copy: ghp_\{base62:36\}: found 0 of 52; taken for github-personal-access-token$/m,
    )
  })

  it('says of what no examples can be made', async () => {
    const text = `signatures:
  - { id: acme-id, title: A, severity: info, kind: identifier, value: 'qzxw_{base62:30}' }
  - { id: acme-old, title: A, severity: low, regex: 'qzxv[a-z]+' }
`
    const { exitCode, stdout } = await jetsam('test', file('none.yaml', text))
    expect([exitCode, stdout.split('\n').map((line) => line.slice(0, 40))]).toEqual([
      0,
      ['-     acme-id: public by itself, so it i', '-     acme-old: a regex: no examples can', ''],
    ])
    const rules = file('rules.toml', '[extend]\nuseDefault = true\n[[rules]]\nid = "a"\nregex = "qzxv"\n')
    const gitleaks = await jetsam('test', rules)
    expect([gitleaks.exitCode, gitleaks.stdout]).toEqual([0, expect.stringMatching(/^- {5}a: a regex: /)])
    expect(gitleaks.stderr).toContain('jetsam: note: ')
  })

  it('says in one line what is wrong with a file', async () => {
    const { exitCode, stdout, stderr } = await jetsam('test', file('wrong.yaml', 'signatures: [{ id: a }]'))
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^jetsam: signatures-invalid: .*wrong\.yaml: signatures\[0\]\.title: .*\n {2}.*\n$/)
  })
})

describe('wrong usage', () => {
  it.each([
    [['list', '--format', 'xml'], "--format 'xml': must be table or json"],
    [['list', '--only', ''], "--only '': must be names, parted by commas"],
    [['list', '--only', 'a,,b'], "--only 'a,,b'"],
    [['list', '--skip', 'githb'], "--skip 'githb': no signature, provider or tag has that name"],
    [['list', '--signatures', ''], "--signatures '': must name a file or a folder"],
    [['show'], "missing required argument 'id'"],
    [['test'], "missing required argument 'file'"],
    [['lst'], "unknown command 'lst'"],
  ])('%j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await jetsam(...argv)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^jetsam: usage: .+\n {2}.+\n$|^jetsam: usage: .+\n$/)
    expect(stderr).toContain(message)
  })

  it.each([[['--help']], [['list', '--help']], [['show', '--help']], [['test', '--help']]])(
    '%j explains',
    async (argv) => {
      const { exitCode, stdout } = await jetsam(...argv)
      expect(exitCode).toBe(0)
      expect(stdout).toContain('Usage: jetsam signatures')
    },
  )
})
