import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGitleaksConfig } from '../../../src/signatures/gitleaks/read-config.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (toml: string) => readGitleaksConfig(join(folder, 'top.toml'), toml)
const write = (name: string, toml: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), toml)
}
const problemsOf = (toml: string) => read(toml).problems.map((line) => line.replace(`${folder}/`, ''))

const whole = `
title = "of ours"
[[rules]]
id = "acme-token"
description = "Acme token"
regex = '''acme_([a-z0-9]{4,})(x)?'''
secretGroup = 2
entropy = 3.5
keywords = ["ACME_", "acme_"]
path = '''\\.env$'''
tags = ["acme", "token"]
[[rules.allowlists]]
description = "examples"
condition = "AND"
regexTarget = "line"
regexes = ['''# example''']
paths = ['''^test/''']
stopwords = ["SAMPLE"]
[[rules.allowlists]]
stopWords = ["dummy"]

[[rules]]
id = "generic-thing"
regex = '''thing'''

[[allowlists]]
targetRules = ["generic-thing"]
paths = ['''a''']
[[allowlists]]
regexes = ['''^b$''']
`

describe('a configuration', () => {
  it('is read as it is', () => {
    const { signatures, rules, problems, notes } = read(whole)
    expect([problems, notes]).toEqual([[], []])
    expect(signatures).toMatchObject([
      {
        id: 'acme-token',
        title: 'Acme token',
        severity: 'high',
        generic: false,
        tags: ['acme', 'token'],
        patterns: [],
      },
      { id: 'generic-thing', title: 'generic-thing', generic: true },
    ])
    const none = { all: false, regexes: [], target: 'secret', paths: [], stopwords: [] }
    const forAll = { ...none, regexes: ['^b$'] }
    expect(rules[0]).toEqual({
      signature: 'acme-token',
      regex: 'acme_([a-z0-9]{4,})(x)?',
      group: 2,
      path: '\\.env$',
      entropy: 3.5,
      keywords: ['acme_'],
      confidence: 'likely',
      allowlists: [
        { all: true, regexes: ['# example'], target: 'line', paths: ['^test/'], stopwords: ['sample'] },
        { ...none, stopwords: ['dummy'] },
        forAll,
      ],
    })
    expect(rules[1]?.allowlists).toEqual([{ ...none, paths: ['a'] }, forAll])
  })

  it('may name a single allowlist as of old, and write its members in any case', () => {
    const { rules, problems } = read(
      "[allowlist]\nPaths = ['g']\n[[rules]]\nID = 'a'\nRegex = 'a'\nSecretgroup = 0\n[rules.allowList]\nstopwords = 'x,Y'",
    )
    expect(problems).toEqual([])
    expect(rules[0]?.allowlists).toMatchObject([{ stopwords: ['x', 'y'] }, { paths: ['g'] }])
  })

  it('may have a rule for files by their path', () => {
    expect(read("[[rules]]\nid = 'store'\npath = 'p12$'").rules).toMatchObject([{ path: 'p12$', keywords: [] }])
  })

  it('lets the later of two rules with one id count', () => {
    const { rules } = read("[[rules]]\nid = 'a'\nregex = 'x'\n[[rules]]\nid = 'a'\nregex = 'y'")
    expect(rules.map(({ regex }) => regex)).toEqual(['y'])
  })

  it('does without commits, for an image has none', () => {
    const { rules } = read(
      "[[rules]]\nid='a'\nregex='a'\n[[rules.allowlists]]\ncondition='AND'\ncommits=['1']\npaths=['p']\n[[rules.allowlists]]\ncommits=['1']\npaths=['p']",
    )
    expect(rules[0]?.allowlists).toEqual([{ all: false, regexes: [], target: 'secret', paths: ['p'], stopwords: [] }])
  })

  it('says what of it has no effect', () => {
    const toml =
      "[extend]\nuseDefault = true\ndisabledRules = ['x']\n[[rules]]\nid = 'theirs'\n[rules.allowlist]\npaths=['a']"
    expect(read(toml).notes).toEqual([
      expect.stringContaining('extend.useDefault: the signatures built in are in force'),
      expect.stringContaining('rule theirs: changes a rule of gitleaks'),
    ])
    expect(read("[allowlist]\npaths = ['a']").notes).toEqual([expect.stringContaining('holds no rule of its own')])
    const parts =
      "[[rules]]\nid='a'\nregex='a'\n[[rules.required]]\nid='b'\n[[rules]]\nid='b'\nregex='b'\nskipReport=true"
    expect(read(parts).notes).toEqual([expect.stringContaining('rule a: "required" is not looked at')])
    expect(read(parts).rules.map(({ signature }) => signature)).toEqual(['a'])
  })
})

describe('an extended configuration', () => {
  it('is found beside the file, or from the working folder, and merged', () => {
    write(
      'more/base.toml',
      "[extend]\npath = 'root.toml'\n[[rules]]\nid='a'\nregex='a1'\nkeywords=['k1']\ntags=['t1']\n[[rules]]\nid='gone'\nregex='g'",
    )
    write('more/root.toml', "[[rules]]\nid='root'\nregex='r'\n[allowlist]\nstopwords=['w']")
    const { rules, signatures, problems } = read(
      "[extend]\npath='more/base.toml'\ndisabledRules=['gone']\n[[rules]]\nid='a'\nregex='a2'\nkeywords=['k2']\ntags=['t2']",
    )
    expect(problems).toEqual([])
    expect(rules).toMatchObject([
      { signature: 'root', regex: 'r', allowlists: [{ stopwords: ['w'] }] },
      { signature: 'a', regex: 'a2', keywords: ['k1', 'k2'] },
    ])
    expect(signatures[1]?.tags).toEqual(['t1', 't2'])
  })

  it('that goes round in a circle ends', () => {
    write('top.toml', "[extend]\npath='top.toml'\n[[rules]]\nid='a'\nregex='a'")
    expect(read("[extend]\npath='top.toml'\n[[rules]]\nid='b'\nregex='b'").rules).toHaveLength(2)
  })

  it('that is not there is a problem', () => {
    expect(problemsOf("[extend]\npath='none.toml'")).toEqual([
      'top.toml: extend.path: none.toml cannot be read (ENOENT)',
    ])
  })
})

describe('a mistake', () => {
  it.each([
    ['in the TOML', '[[rules]]\nid = "a', 'top.toml:2:'],
    ['in what it is', 'name = "poetry"', 'top.toml: holds no [[rules]]'],
    ['in a type', '[[rules]]\nid = "a"\nregex = 3', 'top.toml: rules[0].regex: '],
    ['in the id', '[[rules]]\nregex = "a"', 'top.toml: rules[0]: has no id'],
    ['in what is missing', '[[rules]]\nid = "a"', 'top.toml: rule a: has neither a regex nor a path'],
    [
      'in a regex',
      '[[rules]]\nid = "a"\nregex = "(a"',
      'top.toml: rule a: regex: error parsing regexp: missing closing )',
    ],
    ['in look-around', '[[rules]]\nid = "a"\nregex = "(?=a)"', 'top.toml: rule a: regex: error parsing regexp'],
    ['in a path', '[[rules]]\nid = "a"\npath = "[a"', 'top.toml: rule a: path: '],
    [
      'in a group',
      '[[rules]]\nid = "a"\nregex = "(a)"\nsecretGroup = 2',
      'top.toml: rule a: regex: there is no group 2',
    ],
    [
      'in a condition',
      '[[rules]]\nid="a"\nregex="a"\n[[rules.allowlists]]\ncondition="XOR"',
      'top.toml: rule a: allowlists[0]: unknown condition',
    ],
    [
      'in a target',
      '[[rules]]\nid="a"\nregex="a"\n[[rules.allowlists]]\nregexTarget="all"',
      'top.toml: rule a: allowlists[0]: unknown regexTarget',
    ],
    [
      'in an allowlist',
      '[[rules]]\nid="a"\nregex="a"\n[[allowlists]]\nregexes=["(b"]',
      'top.toml: allowlists[0]: error parsing',
    ],
    [
      'in a target rule',
      '[[rules]]\nid="a"\nregex="a"\n[[allowlists]]\ntargetRules=["b"]\npaths=["x"]',
      'top.toml: allowlists: there is no rule b',
    ],
  ])('%s is one line with its place', (_, toml, start) => {
    const problems = problemsOf(toml)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(start)
    expect(problems[0]).not.toContain('\n')
  })
})
