import { expect, it } from 'vitest'
import { MAX_STATE } from '../../../src/inspect/files/cloud/terraform-state.js'
import { DEFAULT_PARSE_LIMIT, defineFormat, MAX_CANDIDATES_PER_FILE } from '../../../src/inspect/files/define-format.js'
import { formatOf } from '../../../src/inspect/files/format-of.js'
import { credentialFormats } from '../../../src/inspect/files/formats.js'

const none = new Uint8Array()

it.each([
  'usr/bin/node',
  'app/index.js',
  'app/package.json',
  'config',
  'app/config.json',
  '',
  'a/',
  '.',
  'usr/share/doc/x.yml',
])('knows no format for %j', (path) => {
  expect(formatOf(path, none)).toBeUndefined()
  expect(formatOf(path, Buffer.from('hello'))).toBeUndefined()
})

it.each([
  ['root/.NPMRC', 'npmrc'],
  ['root/.aws/config', 'aws-config'],
  ['app/.git/config', 'git-config'],
  ['root/.kube/config', 'kubeconfig'],
  ['usr/local/cargo/config.toml', 'cargo-credentials'],
  ['app/.bundle/config', 'bundle-config'],
  ['root/.config/git/credentials', 'git-credentials'],
  ['root/.gem/credentials', 'gem-credentials'],
])('tells files of one name apart by their folder: %s', (path, id) => {
  expect(formatOf(path, none)?.id).toBe(id)
})

it('has each format once, each with a way to it', () => {
  expect(new Set(credentialFormats.map((format) => format.id)).size).toBe(credentialFormats.length)
  for (const { id, names, endings, magics } of credentialFormats) {
    expect([...(names ?? []), ...(endings ?? []), ...(magics ?? [])].length, id).toBeGreaterThan(0)
    for (const name of names ?? []) expect(name).toBe(name.toLowerCase())
    for (const ending of endings ?? []) expect(ending).toMatch(/^\.[^./A-Z]+$/)
  }
})

it('bounds what one file gives, tells nothing twice, and swallows what a reader throws', () => {
  const one = { signature: 's', secret: 'x', start: 0, end: 1, confidence: 'likely', reasons: [] } as const
  const many = Array.from({ length: MAX_CANDIDATES_PER_FILE + 5 }, (_, start) => ({
    ...one,
    reasons: [],
    start,
    end: start + 1,
  }))
  const parse = (result: () => typeof many) => defineFormat({ id: 'x', names: ['x'], parse: result }).parse('', 'x')
  expect(parse(() => many)).toHaveLength(MAX_CANDIDATES_PER_FILE)
  expect(parse(() => [many[0]!, many[0]!])).toHaveLength(1)
  expect(
    parse(() => {
      throw new RangeError('deep')
    }),
  ).toEqual([])
})

it('says how large a file each format parses', () => {
  expect(formatOf('.npmrc', none)?.limit).toBe(DEFAULT_PARSE_LIMIT)
  expect(formatOf('a.tfstate', none)?.limit).toBe(MAX_STATE)
})
