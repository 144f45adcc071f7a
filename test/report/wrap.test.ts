import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, widthOf } from '../../src/report/terminal.js'
import { wrap } from '../../src/report/wrap.js'

describe('wrap', () => {
  it('breaks at spaces', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four'])
  })

  it('breaks a word that is longer than a line', () => {
    expect(wrap('a 0123456789abcdef z', 10)).toEqual(['a', '0123456789', 'abcdef z'])
  })

  it('gives one empty line for an empty text', () => {
    expect(wrap('', 10)).toEqual([''])
  })

  it('loses nothing but spaces, and fits the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 8, max: 40 }), (raw, columns) => {
        const text = printable(raw)
        const lines = wrap(text, columns)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
