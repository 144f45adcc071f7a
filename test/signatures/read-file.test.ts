import { describe, expect, it } from 'vitest'
import { readSignatureFile } from '../../src/signatures/read-file.js'

const good = `
provider: Acme
docs: https://acme.example/docs
revoke: https://acme.example/keys
signatures:
  - id: acme-token
    title: Acme token
    severity: high
    value: 'qzx_{base62:30}{crc32:6}'
  - id: acme-key
    title: Acme key
    severity: low
    value: ['{hex:32}', '{hex:40}']
    near: { words: [acme] }
    generic: true
    confidence: possible
    checks: [uuid]
    docs: https://acme.example/other
    tags: [old]
    note: for readers
  - id: acme-file
    title: Acme file
    severity: medium
    remedy: acme-remedy
`

function problems(yaml: string): string[] {
  return readSignatureFile('acme.yaml', yaml).problems
}

const one = (rest: string): string => `signatures:\n  - { id: acme-token, title: Acme token, severity: high, ${rest} }`

describe('readSignatureFile', () => {
  it('reads a file, with defaults and what holds for the whole of it', () => {
    const { signatures, problems: none } = readSignatureFile('acme.yaml', good)
    expect(none).toEqual([])
    const [token, key, file] = signatures
    expect(token).toMatchObject({
      id: 'acme-token',
      provider: 'Acme',
      kind: 'secret',
      generic: false,
      confidence: 'likely',
      docs: 'https://acme.example/docs',
      revoke: 'https://acme.example/keys',
    })
    expect(token!.patterns[0]).toMatchObject({ template: 'qzx_{base62:30}{crc32:6}', checks: ['crc32:4'] })
    expect(key).toMatchObject({
      docs: 'https://acme.example/other',
      near: { words: ['acme'], within: 40 },
      generic: true,
    })
    expect(key!.patterns.map((pattern) => pattern.checks)).toEqual([['uuid'], ['uuid']])
    expect(file).toMatchObject({ patterns: [], remedy: 'acme-remedy' })
  })

  it.each([
    ['no list', 'provider: Acme', 'signatures: '],
    ['an unknown member', one('valu: x'), 'signatures[0]: '],
    ['an unknown severity', 'signatures: [{ id: a, title: A, severity: bad }]', 'signatures[0].severity: '],
    [
      'an id with capitals',
      'signatures: [{ id: AcmeToken, title: A, severity: low }]',
      'signatures[0].id: must be lower-case',
    ],
    [
      'a word with capitals',
      one("value: '{hex:32}', near: { words: [Acme] }"),
      'signatures[0].near.words[0]: must be lower case',
    ],
    ['no words', one("value: '{hex:32}', near: { words: [] }"), 'signatures[0].near: needs a word'],
    ['a page without https', one("docs: 'http://acme.example'"), 'signatures[0].docs: must be an https address'],
    ['a broken template', one("value: 'a{hexx:3}'"), 'acme-token: value: There is no class "hexx" (at character 2)'],
    ['a broken second template', one("value: [abcdx, 'a{']"), 'acme-token: value[1]: '],
    ['nothing to find it by', one("value: '{hex:32}'"), 'acme-token: value: has no literal'],
    ['words without a value', one('near: { words: [acme] }'), 'acme-token: near: '],
    ['no YAML', 'signatures: [', ''],
    ['an alias', 'a: &x [1]\nsignatures: *x', '(the whole file): '],
    ['not even an object', '3', '(the whole file): '],
  ])('refuses %s', (_, yaml, start) => {
    const found = problems(yaml)
    expect(found).not.toEqual([])
    expect(found[0]).toContain(`acme.yaml: ${start}`)
    expect(found.every((line) => !line.includes('\n'))).toBe(true)
  })

  it('lets everyday words count only with a noun that names a secret', () => {
    const { signatures } = readSignatureFile(
      'acme.yaml',
      one("value: '{hex:32}', near: { words: [acme], ordinary: [close] }"),
    )
    const words = signatures[0]?.near?.words
    expect(words).toContain('acme')
    expect(words).toContain('close_api_key')
    expect(words).not.toContain('close')
  })
})
