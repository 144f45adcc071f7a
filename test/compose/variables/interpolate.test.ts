// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what Compose files say.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpolate, maxInterpolationDepth } from '../../../src/compose/variables/interpolate.js'
import { resolvedText } from '../../../src/compose/variables/variables.js'

const set = { env: { A: 'one', EMPTY: '' }, files: new Map() }

describe('interpolation', () => {
  it.each([
    ['plain', 'plain', []],
    ['$A', 'one', []],
    ['x${A}y', 'xoney', []],
    ['$A_B', '', ['A_B']],
    ['${A:-two}', 'one', []],
    ['${EMPTY:-two}', 'two', []],
    ['${EMPTY-two}', '', []],
    ['${NONE-two}', 'two', []],
    ['${NONE:-}', '', []],
    ['${NONE}', '', ['NONE']],
    ['${NONE:?must be set}', '', ['NONE']],
    ['${A?must be set}', 'one', []],
    ['${A:+two}', 'two', []],
    ['${EMPTY:+two}', '', []],
    ['${EMPTY+two}', 'two', []],
    ['${NONE+two}', '', []],
    ['${NONE:-${A}}', 'one', []],
    ['${NONE:-a${OTHER:-b}c}', 'abc', []],
    ['$$A', '$A', []],
    ['$$$A', '$one', []],
    ['100$', '100$', []],
    ['${', '${', []],
    ['${A', '${A', []],
    ['${A:-', '${A:-', []],
    ['${1x}', '${1x}', []],
    ['$(cmd)', '$(cmd)', []],
    ['$A$A', 'oneone', []],
  ])('%s', (text, value, unset) => {
    expect(resolvedText(interpolate(text), set)).toEqual({ value, unset })
  })

  it('leaves nothing out and goes on forward, whatever the text', () => {
    const sign = fc.constantFrom('$', '{', '}', ':', '-', '+', '?', 'A', 'b')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const text = signs.join('')
        const pieces = interpolate(text)
        let at = 0
        for (const { start, end } of pieces) {
          // Only the second sign of `$$` is in no piece.
          expect(text.slice(at, start)).toMatch(/^\$?$/)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(text.slice(at)).toMatch(/^\$?$/)
      }),
    )
  })

  it('takes what is nested too deeply as it is written', () => {
    const depth = maxInterpolationDepth + 2
    const text = `${'${N:-'.repeat(depth)}x${'}'.repeat(depth)}`
    expect(resolvedText(interpolate(text), set).value).toBe('${N:-${N:-x}}')
  })

  it('is fast on open braces without end', () => {
    const start = performance.now()
    interpolate('${A:-'.repeat(100_000))
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
