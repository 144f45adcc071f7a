import { matcherOf, type PlannedPattern } from '../plan/planned-pattern.js'
import { endsCleanly, startsCleanly } from './edges.js'
import { pemEnd } from './pem-extent.js'
import type { ScannedText } from './scanned-text.js'

/** The first look at a value is this long; only a value that goes on, or is not there yet, is given more. In bytes. */
const firstWindow = 512
const growth = 8

/** Parsing a key costs about as much as reading this many bytes. */
const pemCost = 20_000

/** A value that a pattern fits. Offsets are those of the scanned bytes. */
export type Match = { planned: PlannedPattern; start: number; end: number; value: string }

/** A match, or nothing, and how many bytes it took to tell. */
export type Attempt = { match?: Match; work: number }

/**
 * Tries one pattern at one place. `loose` lets the edges be: in binaries, strings stand without anything between them.
 */
export function matchAt(text: ScannedText, planned: PlannedPattern, start: number, loose: boolean): Attempt {
  if (start < 0 || start + planned.minLength > text.length) return { work: 1 }
  if (!loose && !startsCleanly(text, planned, start)) return { work: 1 }
  // A value of one length ends where it ends: what goes on there is something longer.
  if (!loose && planned.isFixed && !endsCleanly(text, planned, start + planned.minLength)) return { work: 1 }
  if (!mayHold(text, planned, start)) return { work: soundedLength }
  const { shape } = planned.pattern
  const longest = planned.maxLength
  if (shape?.kind === 'pem') {
    const end = pemEnd(text.bytes, start, text.length, shape.label)
    return {
      match: { planned, start, end, value: text.bytes.toString('latin1', start, end) },
      work: end - start + pemCost,
    }
  }
  const regex = matcherOf(planned).regex
  let work = 64
  for (let size = Math.min(firstWindow, longest); ; size = Math.min(size * growth, longest)) {
    const limit = Math.min(text.length, start + size)
    const isWhole = limit === text.length || size === longest
    const window = text.bytes.toString('latin1', start, limit)
    work += window.length
    regex.lastIndex = 0
    const value = regex.exec(window)?.[0]
    // A value that reaches the end of a partial window may go on behind it.
    const isCut = value === undefined ? goesOn(text, planned, start, limit) : value.length === window.length
    if (!isWhole && isCut) continue
    if (value === undefined || value.length === 0) return { work }
    const end = start + value.length
    const isClean = loose || endsCleanly(text, planned, end)
    // An optional end that the window cut off leaves a value that goes on.
    if (!isClean && !isWhole) continue
    if (!isClean) return { work }
    return { match: { planned, start, end, value }, work }
  }
}

/** Whether nothing ends a value before the window does. */
function goesOn({ bytes }: ScannedText, planned: PlannedPattern, start: number, limit: number): boolean {
  const { alphabet } = matcherOf(planned)
  for (let at = start; at < limit; at++) if (alphabet[bytes[at]!] === 0) return false
  return true
}

/** How many bytes are compared with the alphabet before the expression has its turn, and searched for a required byte. */
const soundedLength = 64
const searchedLength = 256

/** Whether a value could stand here, as far as its alphabet tells, and a byte that it must hold. */
function mayHold({ bytes, length }: ScannedText, planned: PlannedPattern, start: number): boolean {
  const { alphabet, required } = matcherOf(planned)
  const { minLength, maxLength } = planned
  const end = start + Math.min(minLength, soundedLength)
  for (let at = end - 1; at >= start; at--) if (alphabet[bytes[at]!] === 0) return false
  if (required < 0) return true
  const limit = Math.min(length, start + maxLength)
  const last = Math.min(limit, start + searchedLength)
  for (let at = start; at < last; at++) {
    const byte = bytes[at]!
    if (byte === required) return true
    if (alphabet[byte] === 0) return false
  }
  return last < limit
}
