import { timesPerMegabyte } from '../../signatures/template/pattern/key-times.js'
import { trigramFrequency } from './byte-pairs.js'

/** What a key that is met costs, against three of its bytes, which the prefilter alone sees. */
const costOfKey = 4

/**
 * Offset of the four bytes of a literal that make the best key: those whose first three and last three bytes, which is
 * what the prefilter looks for, are rarest. The literal has at least four bytes.
 */
export function bestKeyOffset(literal: Uint8Array): number {
  let best = 0
  let lowest = Number.POSITIVE_INFINITY
  for (let at = 0; at + 4 <= literal.length; at++) {
    const key = Buffer.from(literal.subarray(at, at + 4)).toString('latin1')
    const frequency =
      frequencyOf(literal, at) + frequencyOf(literal, at + 1) + costOfKey * (timesPerMegabyte(key) / 1e6)
    if (frequency >= lowest) continue
    best = at
    lowest = frequency
  }
  return best
}

/** One byte three times is far more common than its pairs tell: as a rule or a filling it goes on. */
const repeated = 0.003

function frequencyOf(bytes: Uint8Array, at: number): number {
  const [first, second, third] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!]
  return first === second && second === third ? repeated : trigramFrequency(first, second, third)
}
