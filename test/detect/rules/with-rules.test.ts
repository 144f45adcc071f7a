import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import { automataLimit, createExpressions } from '../../../src/detect/rules/expressions.js'
import { farReach, nearReach } from '../../../src/detect/rules/rule-plan.js'
import { ruleCandidatesPerFile } from '../../../src/detect/rules/rule-search.js'
import { ruleBlockLength } from '../../../src/detect/rules/rule-stream.js'
import { withRules } from '../../../src/detect/rules/with-rules.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import type { RegexRule } from '../../../src/signatures/regex-rule.js'
import { tableOfRules } from './table-of-rules.js'

type Rule = Partial<RegexRule>
const detectorOf = (...rules: Rule[]) => {
  const table = tableOfRules(rules.map((rule, at) => ({ signature: `rule-${at}`, ...rule })))
  return withRules(createDetector(table), table)
}
const secretsIn = (text: string, ...rules: Rule[]) =>
  detectorOf(...rules)
    .inText(text)
    .map(({ secret }) => secret)
const secretsAt = (path: string, text: string, ...rules: Rule[]) => {
  const stream = detectorOf(...rules).openStream()
  stream.at!(path)
  return stream.whole(Buffer.from(text, 'latin1')).map(({ secret }) => secret)
}
const token = expandTemplate('qzx{digits:2}{base62:30}', 1)
const regex = 'qzx[0-9]{2}[A-Za-z0-9]{30}'

describe('the secret of a match', () => {
  it.each([
    ['the whole match without groups', { regex: 'qzx-[a-z]+' }, 'qzx-abc'],
    ['the first group', { regex: 'q(zx)-([a-z]+)' }, 'zx'],
    ['the first group that is not empty', { regex: 'qzx(-A)?()-([a-z]+)' }, 'abc'],
    ['the group that is asked for', { regex: 'q(zx)-([a-z]+)', group: 2 }, 'abc'],
    ['without line breaks at its ends', { regex: '\\sqzx-abc\\s' }, 'qzx-abc'],
  ])('is %s', (_, rule, secret) => {
    expect(secretsIn('\nqzx-abc\n', rule)).toEqual([secret])
  })

  it('has its place, name and signature', () => {
    const found = detectorOf({ regex: 'key=(qzx[a-z]+)', confidence: 'possible' }).inText('a\nkey=qzxabc')
    expect(found).toEqual([
      { signature: 'rule-0', secret: 'qzxabc', start: 6, end: 12, key: 'key', confidence: 'possible', reasons: [] },
    ])
  })

  it('is nothing where its group took no part', () => {
    expect(secretsIn('qzx', { regex: 'qzx(a)?', group: 1 })).toEqual([])
  })

  it('is a byte string, and so is what is matched', () => {
    const text = Buffer.from('käse=qzx', 'utf8').toString('latin1')
    expect(detectorOf({ regex: 'käse=(qzx)' }).inText(text)).toMatchObject([{ start: 6, end: 9 }])
  })
})

describe('keywords', () => {
  it('count whatever their case, and inside of words', () => {
    expect(secretsIn(`xACMEx ${token}`, { regex, keywords: ['acme'] })).toEqual([token])
  })

  it('must be there, and near', () => {
    const at = (distance: number) => `acme${' '.repeat(distance)}${token}`
    expect(secretsIn(token, { regex, keywords: ['acme'] })).toEqual([])
    expect(secretsIn(at(nearReach - 100), { regex, keywords: ['acme'] })).toEqual([token])
    expect(secretsIn(at(nearReach), { regex, keywords: ['acme'] })).toEqual([])
    expect(secretsIn(`${token}${' '.repeat(nearReach - 100)}acme`, { regex, keywords: ['acme'] })).toEqual([token])
    expect(secretsIn(`${token}${' '.repeat(nearReach)}acme`, { regex, keywords: ['acme'] })).toEqual([])
  })

  it('let a match be long if it can be of any length', () => {
    const long = `-----BEGIN ${'x'.repeat(farReach - 100)}END`
    expect(secretsIn(long, { regex: '-----BEGIN [\\s\\S]+?END', keywords: ['-----begin'] })).toEqual([long])
  })

  it('that share endings are all found', () => {
    const rules = ['secret', 'ret', 'secretkey', 'cre'].map((word) => ({ regex: `(?i)${word}`, keywords: [word] }))
    const table = tableOfRules(rules.map((rule, at) => ({ signature: `rule-${at}`, ...rule })))
    const found = new Set<string>()
    for (const rule of table.rules!) {
      const one = { ...table, rules: [rule] }
      for (const { signature } of withRules(createDetector(table), one).inText('SecretKey')) found.add(signature)
    }
    expect([...found]).toEqual(['rule-0', 'rule-1', 'rule-2', 'rule-3'])
  })

  it('are not needed', () => {
    expect(secretsIn(`a ${token} b`, { regex })).toEqual([token])
  })
})

describe('a cut text', () => {
  it('does not let a match end where only the window does', () => {
    const long = `acme ${'a'.repeat(3 * nearReach)}`
    expect(secretsIn(long, { regex: 'a{40}$', keywords: ['acme'] })).toEqual([])
    expect(secretsIn(`acme ${'a'.repeat(40)}`, { regex: 'a{40}$', keywords: ['acme'] })).toHaveLength(1)
  })

  it('knows whether a word or the text starts before a window', () => {
    const before = 'x'.repeat(3 * nearReach)
    expect(secretsIn(`${before}${token} acme`, { regex: `\\b${regex}`, keywords: ['acme'] })).toEqual([])
    expect(secretsIn(`${before} ${token} acme`, { regex: `\\b${regex}`, keywords: ['acme'] })).toEqual([token])
    expect(
      secretsIn(`${' '.repeat(3 * nearReach)}${token} acme`, { regex: `^\\s*(${regex})`, keywords: ['acme'] }),
    ).toEqual([])
  })
})

describe('conditions', () => {
  const list = { all: false, regexes: [], target: 'secret' as const, paths: [], stopwords: [] }
  const text = 'let key = "qzx-abcd" // note'
  const rule = { regex: 'key = "(qzx-[a-z]+)"' }

  it.each([
    ['a stopword in another case', { stopwords: ['x-ab'] }, []],
    ['another stopword', { stopwords: ['nope'] }, ['qzx-abcd']],
    ['a regex of the secret', { regexes: ['^qzx-abcd$'] }, []],
    ['a regex of the match', { regexes: ['^key'], target: 'match' as const }, []],
    ['a regex that only the match fits', { regexes: ['^key'] }, ['qzx-abcd']],
    ['a regex of the line', { regexes: ['// note$'], target: 'line' as const }, []],
    ['a regex that only the line fits', { regexes: ['// note$'], target: 'match' as const }, ['qzx-abcd']],
    ['a path', { paths: ['\\.js$'] }, []],
    ['another path', { paths: ['\\.py$'] }, ['qzx-abcd']],
    ['all of two', { all: true, paths: ['\\.js$'], stopwords: ['abc'] }, []],
    ['one of two where all must be', { all: true, paths: ['\\.py$'], stopwords: ['abc'] }, ['qzx-abcd']],
    ['one of two where one will do', { paths: ['\\.py$'], stopwords: ['abc'] }, []],
    ['nothing at all', { all: true }, ['qzx-abcd']],
  ])('allow by %s', (_, allowlist, secrets) => {
    expect(secretsAt('src/a.js', text, { ...rule, allowlists: [{ ...list, ...allowlist }] })).toEqual(secrets)
  })

  it('look at the lines of a match only', () => {
    const allowlists = [{ ...list, regexes: ['note'], target: 'line' as const }]
    expect(secretsAt('a', `note\n${text.slice(0, -8)}\nnote`, { ...rule, allowlists })).toEqual(['qzx-abcd'])
  })

  it('ask for entropy above a limit', () => {
    expect(secretsIn(text, { ...rule, entropy: 2.9 })).toEqual(['qzx-abcd'])
    expect(secretsIn(text, { ...rule, entropy: 3 })).toEqual([])
  })

  it('ask for a path', () => {
    expect(secretsAt('src/a.js', text, { ...rule, path: '\\.js$' })).toEqual(['qzx-abcd'])
    expect(secretsAt('src/a.py', text, { ...rule, path: '\\.js$' })).toEqual([])
    expect(secretsIn(text, { ...rule, path: '\\.js$' })).toEqual([])
  })

  it('are checks, and what every signature leaves alone, where there is a list of them', () => {
    const placeholder = 'key = "changeme"'
    expect(secretsIn(placeholder, { regex: '"(.+)"' })).toEqual(['changeme'])
    expect(secretsIn(placeholder, { regex: '"(.+)"', checks: [] })).toEqual([])
    const id = expandTemplate('{uuid}', 3)
    expect(secretsIn(`"${id}"`, { regex: '"(.+)"', checks: ['uuid'] })).toEqual([id])
    expect(secretsIn(`"${id.replace(/^(.{14})4/, '$11')}"`, { regex: '"(.+)"', checks: ['uuid'] })).not.toEqual([id])
  })

  it('tell a file by its path alone, once it has a content', () => {
    const stream = detectorOf({ path: '\\.p12$' }).openStream()
    const scan = (path: string, text: string) => {
      stream.at!(path)
      stream.push(Buffer.from(text))
      return stream.end()
    }
    expect(scan('etc/a.p12', 'content of a store')).toMatchObject([{ signature: 'rule-0', start: 0, end: 16, line: 1 }])
    expect(scan('etc/a.p12', '')).toEqual([])
    expect(scan('etc/a.txt', 'content of a store')).toEqual([])
    stream.push(Buffer.from('no path is told'))
    expect(stream.end()).toEqual([])
  })
})

describe('a stream', () => {
  const rules = [
    { regex, keywords: ['acme'] },
    { regex: '\\bzz[a-z]{3}\\b' },
    { regex: '-----BEGIN K[\\s\\S]{10,}?END', keywords: ['begin'] },
  ]
  const stream = detectorOf(...rules).openStream()
  const parts = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('acme ', ' zzabc ', `${token} `, '-----BEGIN K', 'END', '\n', 'key=') },
    { weight: 2, arbitrary: fc.nat({ max: 70_000 }).map((count) => `${'. '.repeat(count / 2)}\n`) },
  )

  it('finds the same however its bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 90_000 })), (texts, cuts) => {
        const bytes = Buffer.from(texts.join(''), 'latin1')
        const whole = stream.whole(bytes)
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const end = Math.min(bytes.length, at + (cuts[turn % Math.max(cuts.length, 1)] ?? 1000))
          stream.push(bytes.subarray(at, end))
          at = end
        }
        expect(stream.end()).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  it.each([-100, -40, -33, -1, 0, 1, 30])('finds what stands %i bytes from the edge of a block', (shift) => {
    const before = ' '.repeat(ruleBlockLength + shift - 5)
    const found = stream.whole(Buffer.from(`${before}acme\n${token} zzabc`))
    expect(found.map(({ secret, line, column }) => [secret, line, column])).toEqual([
      [token, 2, 1],
      ['zzabc', 2, 37],
    ])
  })
})

describe('limits', () => {
  it('keep a file from having candidates without end, and count what is dropped', () => {
    const stream = detectorOf({ regex: 'qzx[a-z]{2}' }).openStream()
    const text = Array.from({ length: ruleCandidatesPerFile + 50 }, () => 'qzxab').join(' '.repeat(40))
    expect(stream.whole(Buffer.from(text))).toHaveLength(ruleCandidatesPerFile)
    expect(stream.dropped).toBe(50)
    expect(stream.whole(Buffer.from('qzxab'))).toHaveLength(1)
    expect(stream.dropped).toBe(0)
  })

  it('keep expressions from reading a crafted file over and over', () => {
    // Every match looks to the end of what is there for something that never comes.
    const stream = detectorOf({ regex: 'a(?:[\\s\\S]*qzxb)?', keywords: ['a'] }).openStream()
    const started = performance.now()
    stream.whole(Buffer.alloc(4_000_000, 'a '))
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(stream.dropped).toBeGreaterThan(0)
  })

  it('keep automata small, whatever the text', () => {
    const expressions = createExpressions()
    const text = `c${expandTemplate('{[ab]:60000}', 1)}`
    for (let count = 10; count < 26; count++) {
      expect(expressions.get(`(?:a|b)*a(?:a|b){${count}}c`).test(text)).toBe(false)
    }
    expect(expressions.size()).toBeGreaterThan(automataLimit)
    expressions.relieve()
    expect(expressions.size()).toBeLessThan(automataLimit)
    expect(expressions.get('(?:a|b)*a(?:a|b){10}c').test(`${text}c`)).toBe(true)
  })
})
