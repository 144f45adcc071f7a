import { describe, expect, it } from 'vitest'
import { valueAlphabet } from '../../../src/detect/plan/value-alphabet.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'

const holds = (regex: string): string =>
  [...valueAlphabet(regex)].map((yes, byte) => (yes === 1 ? String.fromCharCode(byte) : '')).join('')

describe('valueAlphabet', () => {
  it.each([
    ['ghp_[0-2]{36}', '012_ghp'],
    ['(?:AK|AS)\\-[x-z]{1,3}', '-AKSxyz'],
    ['a\\x20b', ' ab'],
    ['[\\-\\]a]{4}\\.', '-.]a'],
    ['https\\:\\/\\/', '/:hpst'],
  ])('reads %s', (regex, bytes) => expect(holds(regex)).toBe(bytes))

  it.each(['\\w{10}', 'a.b', 'a(?=b)', 'a*', '(ab)', '^a', 'a\\b', '\\p{L}'])('takes %s for anything', (regex) => {
    expect(valueAlphabet(regex).every((byte) => byte === 1)).toBe(true)
  })

  it('holds every byte of every example', () => {
    for (const { patterns } of readSignatureTable().signatures) {
      for (const { template, regex } of patterns) {
        const alphabet = valueAlphabet(regex)
        const missing = [...expandTemplate(template, 1)].filter((char) => alphabet[char.charCodeAt(0)] === 0)
        expect({ template, missing }).toEqual({ template, missing: [] })
      }
    }
  })
})
