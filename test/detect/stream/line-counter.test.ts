import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineCounter } from '../../../src/detect/stream/line-counter.js'

/** Line and column by the plainest means. */
function placeOf(bytes: Buffer, offset: number): { line: number; column: number } {
  const lines = bytes.toString('latin1', 0, offset).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

const piece = fc.oneof(
  fc.constantFrom('\n', '\n'.repeat(5000), 'x'.repeat(5000), 'ab\n'.repeat(3000), 'x\n', '\r\n'),
  fc.string({ maxLength: 30 }),
)

it('tells line and column, be lines short or long, and however the bytes come and go', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(9000), { maxLength: 6 }), (pieces, steps) => {
      const bytes = Buffer.from(pieces.join(''), 'latin1')
      const lines = lineCounter()
      let passed = 0
      for (const step of steps) {
        const offset = Math.min(bytes.length, passed + step)
        expect(lines.locate(bytes.subarray(passed), offset - passed)).toEqual(placeOf(bytes, offset))
        const gone = Math.floor(step / 2)
        if (passed + gone > bytes.length) continue
        lines.pass(bytes.subarray(passed), gone)
        passed += gone
      }
    }),
  )
})
