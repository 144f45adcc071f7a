import { trigramFrequency } from './byte-pairs.js'

/** Words that stand everywhere in code, of which no pair of letters tells. */
const commonWords =
  'https:// http:// file:// www. .com .net .org github.com require( function return import export const default package module version license copyright index string object value comment test user username name path pattern config account access password secret token public private key server service client connection database application author include define struct static number error message description property properties type interface parameter argument element document window event handler request response content length buffer stream process directory component information table example available different between should because'

/** How much more common a key of such a word is. */
const commonFactor = 50

/**
 * Offset of the four bytes of a literal that make the best key: those whose first three and last three bytes, which is
 * what the prefilter looks for, are rarest. The literal has at least four bytes.
 */
export function bestKeyOffset(literal: Uint8Array): number {
  let best = 0
  let lowest = Number.POSITIVE_INFINITY
  for (let at = 0; at + 4 <= literal.length; at++) {
    const word = Buffer.from(literal.subarray(at, at + 4))
      .toString('latin1')
      .toLowerCase()
    const factor = commonWords.includes(word) ? commonFactor : 1
    const frequency = factor * (frequencyOf(literal, at) + frequencyOf(literal, at + 1))
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
