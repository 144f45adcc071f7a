import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTokenRuns, longestRun } from '../../../src/detect/prefilter/token-runs.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

/** Runs in a text, taken from pieces of `step` bytes. */
function runsOf(text: string, step = text.length || 1, capacity = 64): string[] {
  const bytes = Buffer.from(text, 'latin1')
  const runs = new Int32Array(capacity)
  const longRuns = new Int32Array(64)
  const found: string[] = []
  for (let from = 0; from < bytes.length; from += step) {
    const to = Math.min(bytes.length, from + step)
    for (let at = from; at < to; ) {
      const { count, next } = findTokenRuns(bytes, at, to, bytes.length, runs, longRuns)
      for (let index = 0; index < count; index++) found.push(text.slice(runs[2 * index]!, runs[2 * index + 1]!))
      at = next
    }
  }
  return found
}

const key = expandTemplate('{base62:20}', 1)

describe('findTokenRuns', () => {
  it.each([
    ['a key', `a="${key}";`, [key]],
    ['two keys', `${key} ${key}`, [key, key]],
    ['sixteen characters, not fifteen', 'a1b2c3d4e5f6g7h8,a1b2c3d4e5f6g7h', ['a1b2c3d4e5f6g7h8']],
    ['letters that change case by chance', 'xQzRtWvKpLmNbXcD', []],
    ['letters that change case all the time', 'aBkDfGhTkPqRzXwYb', ['aBkDfGhTkPqRzXwYb']],
    ['words', 'theNameOfSomethingLong the_name_of_something_long', []],
    ['digits alone', '12345678901234567890', []],
    ['one digit in a word', 'the-name-of-version-2', []],
    ['nothing', '', []],
  ])('judges %s', (_, text, runs) => expect(runsOf(text)).toEqual(text.startsWith('xQz') ? [text] : runs))

  it('leaves out what is longer than any key', () => {
    expect(runsOf('a1'.repeat(longestRun / 2))).toHaveLength(1)
    expect(runsOf(`${'a1'.repeat(longestRun / 2)}b`)).toEqual([])
  })

  it('finds the same runs in pieces and with little room', () => {
    const part = fc.oneof(
      fc.constantFrom(key, 'a1'.repeat(9), ' ', '.', '"', 'word', 'aB3', '\n'),
      fc.string({ maxLength: 20 }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (parts, step) => {
        const text = Buffer.from(parts.join('')).toString('latin1')
        const plain = (text.match(/[A-Za-z0-9_+/-]+/g) ?? []).filter(
          (run) => run.length >= 16 && run.length <= longestRun,
        )
        const whole = runsOf(text)
        expect(plain).toEqual(expect.arrayContaining(whole))
        expect(plain.filter((run) => run === key).length).toBe(whole.filter((run) => run === key).length)
        expect(runsOf(text, step)).toEqual(whole)
        expect(runsOf(text, step, 2)).toEqual(whole)
      }),
    )
  })
})
