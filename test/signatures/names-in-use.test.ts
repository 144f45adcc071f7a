import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checks } from '../../src/detect/checks/checks.js'
import { kindRecipes } from '../../src/findings/remedies/kinds.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'

const { signatures } = readSignatureTable()
const known = new Set(signatures.map((signature) => signature.id))
const sources = fileURLToPath(new URL('../../src', import.meta.url))

/** Every quoted word of the sources that stands for a signature, and where. */
function idsInSources(): { file: string; id: string }[] {
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return names.flatMap((file) => {
    const text = readFileSync(join(sources, file), 'utf8')
    return [...text.matchAll(/signature: '([a-z0-9-]+)'/g)].map((match) => ({ file, id: match[1]! }))
  })
}

it('every signature that the sources name exists', () => {
  expect(idsInSources().filter(({ id }) => !known.has(id))).toEqual([])
})

it('every signature without a pattern is named by an inspector', () => {
  const texts = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(sources, name), 'utf8'))
    .join('\n')
  const dead = signatures.filter(({ id, patterns }) => patterns.length === 0 && !texts.includes(`'${id}'`))
  expect(dead.map(({ id }) => id)).toEqual([])
})

it('every check that a signature names exists', () => {
  const names = signatures.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.checks))
  expect([...new Set(names.map((name) => name.split(':')[0]!))].filter((name) => !checks.has(name))).toEqual([])
})

it('every remedy that a signature names exists', () => {
  expect(
    signatures.filter(({ remedy }) => remedy !== undefined && !(remedy in kindRecipes)).map(({ id }) => id),
  ).toEqual([])
})
