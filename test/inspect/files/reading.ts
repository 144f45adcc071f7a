import { expect } from 'vitest'
import type { Candidate } from '../../../src/findings/candidate.js'
import { formatOf } from '../../../src/inspect/files/format-of.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

/** A value that no rule takes for a placeholder or a well-known password, the same in every run. */
export function madeUp(seed: string, template = '{[a-z]:3}{[A-Z]:3}{digits:3}{base62:9}'): string {
  return expandTemplate(template, seed)
}

/** What the format that the path leads to reads in a text; fails if the path leads to none. */
export function readFile(path: string, text: string): Candidate[] {
  const format = formatOf(path, Buffer.from(text.slice(0, 512), 'latin1'))
  expect(format, `a format for ${path}`).toBeDefined()
  return format!.parse(text, path)
}

type Planted = {
  path: string
  /** The file, `@@` where the raw value stands. */
  file: string
  /** The canonical secret. */
  secret: string
  /** How the secret is written; itself if not said. */
  raw?: string
  signature: string
  key?: string
}

/** Plants a secret in a file and expects exactly one candidate of it, at its place, under its key. */
export function expectPlanted({ path, file, secret, raw = secret, signature, key }: Planted): Candidate {
  const text = file.replace('@@', () => raw)
  const found = readFile(path, text).filter((one) => one.secret === secret)
  expect(found.map((one) => ({ signature: one.signature, raw: text.slice(one.start, one.end), key: one.key }))).toEqual(
    [{ signature, raw, key }],
  )
  expect(found[0]!.start).toBe(file.indexOf('@@'))
  return found[0]!
}

/** Expects that a file gives nothing: empty, and with each of the values in the place of `@@`. */
export function expectSilent(path: string, file: string, values: readonly string[]): void {
  for (const value of values) {
    const text = file.replace('@@', () => value)
    expect(readFile(path, text), `${path} with ${value}`).toEqual([])
  }
  const format = formatOf(path, Buffer.from(file.slice(0, 512), 'latin1'))
  expect(format?.parse('', path), `${path}, empty`).toEqual([])
}

/** Values that stand for a secret without being one. */
export const placeholders = ['', 'changeme', `\${TOKEN}`, '<your-token>', 'xxxxxxxx'] as const
