import { bitsOfWords } from '../checks/bits-of-text.js'
import { looksRandom } from '../checks/random.js'
import { matcherOf, type PlannedPattern } from '../plan/planned-pattern.js'
import { endsCleanly, startsCleanly } from './edges.js'
import type { Match } from './match-at.js'
import type { ScannedText } from './scanned-text.js'

/** A part of a value that is so many bits likelier as words makes a name of it; about one random value in three hundred has one by chance. */
const bitsOfName = 10

/**
 * Whether a match is a piece of the names in a binary: of programs' symbols, `shared_ptr_…`, `function_handler…`, which stand there with
 * nothing between them.
 */
export function isPartOfNames(text: ScannedText, { planned, start, end, value }: Match): boolean {
  if (!text.binary || !isGlued(text, planned, start, end)) return false
  const alphabet = sizeOf(matcherOf(planned).alphabet)
  if (!looksRandom(value, alphabet)) return true
  const prefix = nameLike.exec(planned.pattern.template)?.[1]
  if (prefix === undefined) return false
  const body = value.slice(prefix.length)
  return bitsOfWords(body, alphabet) > bitsOfName || hashInName.test(body)
}

/** Templates that names fit: of letters, digits and `_` throughout, and wider than hexadecimal digits. */
const nameLike = /^(\w+)\{(?:base62|base36|BASE36|base64|base64url|word|alpha|lower|upper|\[[\w-]+\]):[\d-]+\}$/

/** Whether something stands right before or after a match that may belong to it. Names hold `_` as well. */
function isGlued(text: ScannedText, planned: PlannedPattern, start: number, end: number): boolean {
  const { bytes, length } = text
  if (bytes[start - 1] === underscore || (end < length && bytes[end] === underscore)) return true
  return !(startsCleanly(text, planned, start) && endsCleanly(text, planned, end))
}

const underscore = 0x5f

/** Compilers end names with a hash; so many hexadecimal digits in a row have a chance of less than one in ten thousand elsewhere. */
const hashInName = /[0-9a-f]{10}/

function sizeOf(alphabet: Uint8Array): number {
  return alphabet.reduce((size, holds) => size + holds, 0)
}
