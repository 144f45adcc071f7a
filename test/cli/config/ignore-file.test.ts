import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findUp } from '../../../src/cli/config/find-up.js'
import { ignoreFileSchema, readIgnoreFile } from '../../../src/cli/config/ignore-file.js'
import { problemOf } from '../../../src/problem.js'
import { freshFolder } from '../gate/scanning.js'

let folder = ''
beforeEach(() => {
  folder = freshFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function problemIn(text: string) {
  const file = join(folder, 'ignore.yaml')
  writeFileSync(file, text)
  return readIgnoreFile(file, 'ignore.yaml').then(() => undefined, problemOf)
}

const good = `ignore:
  - signature: [generic-*, acme-token]
    path: '**/test/*.pem'
    exposure: file
    image: shop/*
    reason: keys of the tests
    expires: 2030-12-31
  - id: 0123456789abcdef0123
    reason: rotated
    expires: "2030-01-01"
`

// `npx vitest run test/cli/config/ignore-file.test.ts -u` writes the file anew.
it('is what the JSON Schema for editors says', async () => {
  const schema = { ...z.toJSONSchema(ignoreFileSchema, { io: 'input' }), title: '.jetsamignore.yaml of jetsam' }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../../schema/ignore.schema.json')
  const validate = new Ajv2020({ strict: true, strictRequired: false, formats: { date: true } }).compile(schema)
  const entry = { reason: 'r', expires: '2030-01-01' }
  expect(validate({ ignore: [{ ...entry, id: '0123456789abcdef0123' }] })).toBe(true)
  expect(validate({ ignore: [entry] })).toBe(false)
})

describe('readIgnoreFile', () => {
  it('reads entries, and where they stand', async () => {
    const file = join(folder, 'ignore.yaml')
    writeFileSync(file, good)
    const rules = await readIgnoreFile(file, 'ignore.yaml')
    expect(rules.map(({ origin, reason, expires }) => [origin, reason, expires])).toEqual([
      ['ignore.yaml:2', 'keys of the tests', '2030-12-31'],
      ['ignore.yaml:8', 'rotated', '2030-01-01'],
    ])
    expect(rules[0]!.signatures!.map((fits) => fits('generic-password'))).toEqual([true, false])
  })

  it.each([
    ['', 0],
    ['# nothing yet\n', 0],
    ['ignore: []', 0],
    [good, 2],
  ])('takes %j', async (text, count) => {
    const file = join(folder, 'ignore.yaml')
    writeFileSync(file, text)
    expect(await readIgnoreFile(file, 'ignore.yaml')).toHaveLength(count)
  })

  const entry = (lines: string) => `ignore:\n  - ${lines.split('\n').join('\n    ')}\n`
  it.each([
    ['no reason', entry('id: 0123456789abcdef0123\nexpires: 2030-01-01'), '2:5: ignore[0].reason: is missing'],
    [
      'an empty reason',
      entry('id: 0123456789abcdef0123\nexpires: 2030-01-01\nreason: " "'),
      '4:13: ignore[0].reason: must say why',
    ],
    ['no expiry', entry('id: 0123456789abcdef0123\nreason: r'), '2:5: ignore[0].expires: is missing'],
    [
      'no such day',
      entry('id: 0123456789abcdef0123\nreason: r\nexpires: 2030-02-30'),
      '4:14: ignore[0].expires: must be a day',
    ],
    ['never', entry('id: 0123456789abcdef0123\nreason: r\nexpires: never'), 'must be a day, such as 2030-12-31'],
    ['no condition', entry('reason: r\nexpires: 2030-01-01'), '2:5: ignore[0]: must say what is ignored'],
    [
      'an unknown member',
      entry('pth: a\nid: 0123456789abcdef0123\nreason: r\nexpires: 2030-01-01'),
      "2:5: ignore[0]: there is no setting 'pth' here",
    ],
    ['a wrong id', entry('id: abc\nreason: r\nexpires: 2030-01-01'), '2:9: ignore[0].id: must be the id of a finding'],
    [
      'a wrong glob in a list',
      entry('path: [a, "b{"]\nreason: r\nexpires: 2030-01-01'),
      '2:15: ignore[0].path[1]: has a { without its }',
    ],
    [
      'an unknown exposure',
      entry('exposure: layer\nreason: r\nexpires: 2030-01-01'),
      '2:15: ignore[0].exposure: must be one of build-arg, env, ',
    ],
    ['a list instead of a mapping', '- id: x', '1:1: must be a mapping'],
    ['bad YAML', 'ignore:\n  - id: "x\n', 'ignore.yaml:'],
    ['a key twice', 'ignore: []\nignore: []', '2:1: Map keys must be unique'],
    ['a tag', 'ignore: !!js/function "x"', '1:9: Unresolved tag'],
    ['an alias', 'ignore: &a []\nb: *a', 'aliases (*name) are not read'],
  ])('refuses %s, and says where', async (_, text, message) => {
    const problem = await problemIn(text)
    expect(problem?.code).toBe('config-invalid')
    expect(problem?.message).toContain(message)
    expect(problem?.message).toMatch(/^ignore\.yaml:/)
  })

  it('tells every mistake', async () => {
    const problem = await problemIn('ignore:\n  - id: abc\n    reason: r\n  - x: 1\n')
    expect(problem?.message).toContain('ignore.yaml:2:9')
    expect(problem?.hint).toContain('ignore.yaml:2:5')
    expect(problem?.hint).toContain('ignore.yaml:4:5')
  })

  it('refuses a file that is too large', async () => {
    expect((await problemIn('#'.repeat(1024 * 1024 + 1)))?.message).toContain('is larger than')
  })
})

describe('findUp', () => {
  it('takes the nearest', async () => {
    mkdirSync(join(folder, 'a/b'), { recursive: true })
    writeFileSync(join(folder, 'x.yaml'), '')
    expect(await findUp('x.yaml', join(folder, 'a/b'))).toEqual({ path: join(folder, 'x.yaml') })
    writeFileSync(join(folder, 'a/x.yaml'), '')
    expect(await findUp('x.yaml', join(folder, 'a/b'))).toEqual({ path: join(folder, 'a/x.yaml') })
  })

  it('passes folders of that name by, and finds nothing where there is nothing', async () => {
    mkdirSync(join(folder, 'no-such-name.yaml'))
    expect(await findUp('no-such-name.yaml', folder)).toBeUndefined()
  })

  it.skipIf(process.getuid?.() !== 0)('leaves a stranger’s file in a folder for everybody aside', async () => {
    const path = join(folder, 'x.yaml')
    writeFileSync(path, '')
    chownSync(path, 12345, 12345)
    expect(await findUp('x.yaml', folder)).toEqual({ path })
    chmodSync(folder, 0o1777)
    expect(await findUp('x.yaml', folder)).toMatchObject({ path, distrusted: expect.stringContaining('not yours') })
    chownSync(path, 0, 0)
    expect(await findUp('x.yaml', folder)).toEqual({ path })
  })
})
