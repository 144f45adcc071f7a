import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, shorten, shortenPath, widthOf } from '../../src/report/terminal.js'

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))

describe('printable', () => {
  it.each([
    ['\u001b[2J\u001b]0;title\u0007', '\\x1b[2J\\x1b]0;title\\x07'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u009b31m', '\\x9b31m'],
    ['safe\u202egpj.exe', 'safe\\u{202e}gpj.exe'],
    ['\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
    ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
    ['lone \ud800 surrogate', 'lone \\u{d800} surrogate'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['\u00ad', '\\xad'],
    ['\u3164=1', '\\u{3164}=1'],
  ])('shows %j as %j', (hostile, shown) => {
    expect(printable(hostile)).toBe(shown)
  })

  it.each(['plain', 'Grüße', '日本語', 'e\u0301', '🦜', '••••••', 'a\\b'])('leaves %j alone', (text) => {
    expect(printable(text)).toBe(text)
  })

  it('escapes heaps of combining marks, which climb over other lines', () => {
    expect(printable(`a${'\u0301'.repeat(40)}`)).not.toContain('\u0301')
  })

  it('never lets a character through that acts on a terminal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})

describe('widthOf', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['🦜', 2],
    ['한국어', 6],
    ['ｗｉｄｅ', 8],
    ['…•─', 3],
  ])('%j takes %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns)
  })
})

describe('shorten', () => {
  it('keeps what fits, and marks what is cut', () => {
    expect(shorten('short', 5)).toBe('short')
    expect(shorten('longer', 5)).toBe('long…')
    expect(shorten('日本語', 5)).toBe('日本…')
  })

  it('keeps both ends of a path', () => {
    expect(shortenPath('/usr/src/app/config/production.env', 20)).toBe('/usr/src/a…ction.env')
  })

  it('never takes more columns than it was given', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, columns) => {
        expect(widthOf(shorten(printable(text), columns))).toBeLessThanOrEqual(columns)
        expect(widthOf(shortenPath(printable(text), columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
