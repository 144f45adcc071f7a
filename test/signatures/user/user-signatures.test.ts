import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure, type Problem } from '../../../src/problem.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { addUserSignatures } from '../../../src/signatures/user/add-user-signatures.js'
import { loadUserSignatures } from '../../../src/signatures/user/load-user-signatures.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}
const yaml = (id: string, rest = "value: 'qzxw_{base62:30}'") =>
  `signatures:\n  - { id: ${id}, title: Title of ${id}, severity: low, ${rest} }\n`
const toml = (id: string) => `[[rules]]\nid = "${id}"\nregex = "qzxw"\n`
const builtIn = readSignatureTable()
const known = { checks: new Set(['uuid']), remedies: new Set(['ssh-host-key']) }
const add = (...paths: string[]) => addUserSignatures(builtIn, loadUserSignatures(paths), known)
const problemOf = (...paths: string[]): Problem => {
  try {
    add(...paths)
  } catch (error) {
    if (error instanceof Failure) return error.problem
  }
  throw new Error('there is no problem')
}

describe('files of signatures', () => {
  it('are added to what is built in, from files and folders', () => {
    write('all/a.yaml', yaml('own-a'))
    write('all/deep/b.yml', yaml('own-b'))
    write('all/c.toml', toml('own-c'))
    write('all/readme.txt', 'not looked at')
    const table = add(join(folder, 'all'), write('d.yaml', yaml('own-d')))
    const added = table.signatures.slice(builtIn.signatures.length).map(({ id }) => id)
    expect(added).toEqual(['own-a', 'own-b', 'own-d', 'own-c'])
    expect(table.rules?.map(({ signature }) => signature)).toEqual(['own-c'])
    expect(table.digest).not.toBe(builtIn.digest)
  })

  it('are read once, even if they are named twice', () => {
    const path = write('a.yaml', yaml('own-a'))
    expect(add(path, path).signatures).toHaveLength(builtIn.signatures.length + 1)
  })

  it('of gitleaks are known by their rules where the name does not say it', () => {
    expect(add(write('rules', toml('own-c'))).rules).toHaveLength(1)
    expect(add(write('own', yaml('own-a'))).rules).toBeUndefined()
  })

  it('change the digest with every rule', () => {
    const one = add(write('a.toml', toml('own-c')))
    const other = add(write('a.toml', `${toml('own-c')}entropy = 3\n`))
    expect(one.digest).not.toBe(other.digest)
    expect(add(write('a.toml', toml('own-c'))).digest).toBe(one.digest)
  })
})

describe('an id that is built in', () => {
  const id = 'github-personal-access-token'

  it('gives way to a YAML of the user', () => {
    const table = add(write('a.yaml', yaml(id)))
    expect(table.signatures).toHaveLength(builtIn.signatures.length)
    expect(table.signatures.filter((one) => one.id === id)).toMatchObject([
      { title: `Title of ${id}`, severity: 'low' },
    ])
  })

  it('stays beside a rule of gitleaks', () => {
    const table = add(write('a.toml', toml(id)))
    expect(table.signatures).toEqual(builtIn.signatures)
    expect(table.rules).toMatchObject([{ signature: id }])
  })

  it('of an inspector may be given other words', () => {
    const inspected = builtIn.signatures.find(({ patterns }) => patterns.length === 0)!.id
    const table = add(write('a.yaml', yaml(inspected, 'tags: [own]')))
    expect(table.signatures.find((one) => one.id === inspected)).toMatchObject({ severity: 'low', tags: ['own'] })
  })
})

describe('a regex in YAML', () => {
  it('is a rule that is vetted as every value is', () => {
    const regex =
      "regex: 'k=(qzxw[a-z]+)', keywords: [K=], confidence: possible, checks: [uuid], examples: ['k=qzxw{lower:5}']"
    const user = loadUserSignatures([write('a.yaml', yaml('own-a', regex))])
    expect(user.rules).toEqual([
      {
        signature: 'own-a',
        regex: 'k=(qzxw[a-z]+)',
        group: 0,
        keywords: ['k='],
        allowlists: [],
        confidence: 'possible',
        checks: ['uuid'],
      },
    ])
    expect(user.examples.get('own-a')).toEqual(['k=qzxw{lower:5}'])
  })
})

describe('what is wrong', () => {
  it.each([
    ['a member', yaml('own-a', 'valu: x'), 'a.yaml: signatures[0]: '],
    ['a template', yaml('own-a', "value: 'abcd{hexx:3}'"), 'a.yaml: own-a: value: There is no class "hexx"'],
    ['a regex', yaml('own-a', "regex: '(a'"), 'a.yaml: own-a: regex: error parsing regexp: missing closing )'],
    [
      'an example',
      yaml('own-a', "regex: 'a', examples: ['{nope:3}']"),
      'a.yaml: own-a: examples[0]: There is no class',
    ],
    [
      'keywords without a regex',
      yaml('own-a', "value: 'qzxw_{base62:30}', keywords: [ab]"),
      'a.yaml: own-a: keywords: ',
    ],
    [
      'a check',
      yaml('own-a', "value: 'qzxw_{base62:30}', checks: [nope]"),
      'a.yaml: own-a: checks: there is no check nope',
    ],
    [
      'a remedy',
      yaml('own-a', "value: 'qzxw_{base62:30}', remedy: nope"),
      'a.yaml: own-a: remedy: there is no remedy nope',
    ],
    ['nothing to find', yaml('own-a', 'tags: [a]'), 'a.yaml: own-a: has neither a value nor a regex'],
    ['the YAML', 'signatures: [', 'a.yaml: '],
  ])('in %s is told with the file and the place in it', (_, text, start) => {
    const path = write('a.yaml', text)
    const { code, message } = problemOf(path)
    expect(code).toBe('signatures-invalid')
    expect(message.replace(`${folder}/`, '')).toContain(start)
    expect(message).not.toContain('\n')
  })

  it('with ids that are taken, files that are not there, and folders that are empty is told', () => {
    const taken = problemOf(write('a.yaml', yaml('own-a')), write('b.yaml', yaml('own-a')))
    expect(taken.message).toBe(`${join(folder, 'b.yaml')}: own-a: the id is taken by ${join(folder, 'a.yaml')}`)
    expect(problemOf(join(folder, 'none.yaml')).message).toContain('there is no such file or folder')
    mkdirSync(join(folder, 'empty'))
    expect(problemOf(join(folder, 'empty')).message).toContain('holds no .yaml or .toml file')
  })

  it('more than once is counted', () => {
    const path = write('a.toml', '[[rules]]\nid = "a"\n[[rules]]\nid = "b"\n[[rules]]\nid = "c"\n')
    expect(problemOf(path)).toMatchObject({ hint: 'and 2 more such problems' })
  })
})
