import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { findAssigned } from './finding.js'
import { harmlessFiles } from './harmless-files.js'
import { leakyFiles, password, token, weak } from './leaky-files.js'

describe('a secret by key and value', () => {
  it.each(leakyFiles)('is found in %s: %s', (path, text, secret, key, signature) => {
    const file = text.replace('@@', () => secret)
    const found = findAssigned(path, file)
    const expected = signature === 'basic-auth' ? password : secret
    expect(found.map((one) => [one.secret, one.key, file.slice(one.start, one.end)])).toEqual([[expected, key, secret]])
    expect(found[0]!.start).toBe(text.indexOf('@@'))
    const kind = /pass|pwd|pw$| by$|auth$|NetworkCred/i.test(key ?? '') ? 'password-variable' : 'secret-variable'
    expect(found[0]!.signature).toBe(signature ?? kind)
  })

  it('is told with line and column', () => {
    const [found] = findAssigned('srv/app.yml', `a: b\ndb:\n  password: ${weak}\n`)
    expect([found?.line, found?.column]).toEqual([3, 13])
  })

  it('belongs to a signature that the table has and that yields to others', () => {
    const generic = new Map(readSignatureTable().signatures.map((one) => [one.id, one.generic]))
    const ids = leakyFiles.flatMap(([path, text, secret]) =>
      findAssigned(
        path,
        text.replace('@@', () => secret),
      ).map((one) => one.signature),
    )
    expect([...new Set(ids)].filter((id) => generic.get(id) !== true)).toEqual([])
  })

  it.each([
    ['"', '"'],
    ["'", "'"],
    ['\\"', '\\"'],
    ['\\\\\\"', '\\\\\\"'],
  ])('is unescaped in %s', (open, close) => {
    const [found] = findAssigned('srv/app.js', `password: ${open}a\\u0041${password}${close}\n`)
    expect(found?.secret).toBe(`aA${password}`)
  })
})

describe('what is no secret', () => {
  it.each(harmlessFiles)('is silent in %s: %s', (path, text) => {
    expect(findAssigned(path, text)).toEqual([])
  })

  it('is a binary', () => {
    expect(findAssigned('usr/bin/app', `\0API_TOKEN=${token}\n`)).toEqual([])
  })

  it('is a human password in code', () => {
    expect(findAssigned('srv/app.js', `password: '${weak}'\n`)).toEqual([])
  })
})

describe('doubts', () => {
  const line = `API_TOKEN = "${token}"\n`
  const judged = (path: string, text: string) =>
    findAssigned(path, text).map(({ confidence, severity, reasons }) => [confidence, severity, reasons])

  it('there are none in an application', () => {
    expect(judged('srv/app.py', line)).toEqual([['likely', undefined, []]])
  })

  it.each([
    ['srv/tests/app.py', 'in a test'],
    ['srv/docs/app.py', 'in documentation or an example'],
    ['srv/README.md', 'in documentation or an example'],
    ['srv/app.min.js', 'in generated code'],
    ['srv/node_modules/a/b.js', "in a package's code"],
  ])('one makes it possible: %s', (path, reason) => {
    expect(judged(path, line)).toEqual([['possible', undefined, [reason]]])
  })

  it('two make it low', () => {
    expect(judged('srv/node_modules/a/README.md', line)).toEqual([
      ['possible', 'low', ["in a package's code", 'in documentation or an example']],
    ])
    expect(judged('srv/tests/app.py', `# ${line}`)).toEqual([['possible', 'low', ['in a test', 'in a comment']]])
  })

  it('one makes a password that somebody chose low', () => {
    const chosen = `${password.slice(0, 7)}rider`
    expect(judged('srv/tests/app.py', `password = "${chosen}"\n`)).toMatchObject([['possible', 'low', ['in a test']]])
  })
})

describe('the stream', () => {
  const lines = leakyFiles.map(([, text, secret]) => text.replace('@@', () => secret))
  const pieces = [
    ...lines,
    'x'.repeat(500),
    '\n',
    'password = ',
    '"',
    "'",
    'token: {',
    '://',
    'user:pw@',
    'by ',
    '\\',
    '<!--',
  ]

  it('finds the same, however a file is cut', () => {
    const file = fc.array(fc.constantFrom(...pieces), { maxLength: 20 })
    const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 30 })
    fc.assert(
      fc.property(file, cuts, fc.constantFrom('a.py', 'a.yml', 'a.json', 'a.md', 'a.sh', 'a'), (parts, sizes, path) => {
        const text = parts.join('')
        expect(findAssigned(path, text, sizes)).toEqual(findAssigned(path, text))
      }),
      { numRuns: 300 },
    )
  })

  it('finds the same across its blocks', () => {
    const text = `${'password: none\n'.repeat(60_000)}password: ${weak}\n${'token = x\n'.repeat(20_000)}API_TOKEN=${token}\n`
    const found = findAssigned('a.yml', text)
    expect(found.map((one) => one.secret)).toEqual([weak, token])
    expect(findAssigned('a.yml', text, [700_000, 90_000, 1, 65_536])).toEqual(found)
  })
})

describe('hostile files', () => {
  const size = 1_000_000
  it.each([
    'password=',
    'token="',
    'password: {password: [',
    'secret\\\\\\\\',
    'pwd   ',
    'key:"a1',
    '"password","',
    'password "\\',
    'https://a:',
    'https://a:b@c://d:e@',
    'Authorization: Basic ',
    'password=a;password=a;',
    'token: a<b<c<',
    '<key>token</key>\n<string>',
    'password.',
    'a1B2c3D4e5F6g7H8password=',
  ])('come to an end soon: %s', { timeout: 120_000 }, (piece) => {
    // What took more than its size would take hours.
    const text = piece.repeat(Math.ceil(size / piece.length))
    for (const path of ['a.js', 'a.yml', 'a.json', 'a']) expect(Array.isArray(findAssigned(path, text))).toBe(true)
  })
})
