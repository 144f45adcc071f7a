import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLAIN_LINE_LIMIT, plainLine } from '../../src/sources/plain-line.js'

describe('plainLine', () => {
  it.each([
    ['two\nlines\r\n', 'two lines'],
    ['\u001b[31mred\u0007', '[31mred'],
    ['right\u202eto left', 'right to left'],
    ['Get "https://user:word@host/v2/": denied', 'Get "https://…@host/v2/": denied'],
    ['http://a@b@host', 'http://…@host'],
    ['me@example.org wrote', 'me@example.org wrote'],
  ])('%j', (text, line) => {
    expect(plainLine(text)).toBe(line)
  })

  it('is short and printable, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
        const line = plainLine(text)
        expect(line.length).toBeLessThanOrEqual(PLAIN_LINE_LIMIT + 1)
        expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f]/)
      }),
    )
  })
})
