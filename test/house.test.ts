import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

/** The floors of the house, from the ground up. Imports go down, or stay on their floor. */
const floors = [
  ['signatures', 'findings', 'problem.ts', 'package-files.ts', 'package-version.ts'],
  ['image', 'layer', 'unwrap', 'detect'],
  ['sources', 'inspect', 'compose'],
  ['scan'],
  ['fleet', 'report', 'fix'],
  ['main.ts', 'index.ts', 'cli', 'demo'],
]
const root = resolve(import.meta.dirname, '../src')

function floorOf(file: string): number {
  const room = relative(root, file).split('/')[0]!
  return floors.findIndex((rooms) => rooms.includes(room))
}

function sourceFiles(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, name))
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)\.js'/g)].map((m) => resolve(dirname(file), `${m[1]}.ts`))
}

it('gives every file a room', () => {
  expect(sourceFiles().filter((file) => floorOf(file) === -1)).toEqual([])
})

it('imports down or on the same floor, never up', () => {
  const upward = sourceFiles().flatMap((file) =>
    importsOf(file)
      .filter((imported) => floorOf(imported) > floorOf(file))
      .map((imported) => `${relative(root, file)} imports ${relative(root, imported)}`),
  )
  expect(upward).toEqual([])
})

it('keeps files and folders small', () => {
  const crowded = new Map<string, number>()
  for (const file of sourceFiles()) crowded.set(dirname(file), (crowded.get(dirname(file)) ?? 0) + 1)
  const long = sourceFiles().filter((file) => readFileSync(file, 'utf8').split('\n').length > 220)
  expect([...crowded].filter(([, count]) => count > 14)).toEqual([])
  expect(long).toEqual([])
})
