import type { PlannedPattern } from '../plan/planned-pattern.js'
import type { ScannedText } from './scanned-text.js'

/**
 * Whether a match may start here: nothing before it would make it longer. An escape such as `\n` or `%3D` is nothing.
 */
export function startsCleanly({ bytes }: ScannedText, planned: PlannedPattern, start: number): boolean {
  if (start === 0 || planned.leftEdge[bytes[start - 1]!] === 0) return true
  return endsEscape(bytes, start)
}

/** Whether a match may end here: nothing after it would make it longer. */
export function endsCleanly({ bytes, length }: ScannedText, planned: PlannedPattern, end: number): boolean {
  return end >= length || planned.rightEdge[bytes[end]!] === 0
}

/**
 * Whether an escape ends right before `at`: `\n`, `\"`, `%3D`, `\x22`, `\u0022`, or a terminal's colour code. Its last
 * byte may look like a part of the value that follows, but is none.
 */
export function endsEscape(bytes: Uint8Array, at: number): boolean {
  if (at >= 2 && bytes[at - 2] === backslash && oneLetterEscapes.has(bytes[at - 1]!)) return true
  if (at >= 3 && bytes[at - 3] === percent && isHex(bytes, at - 2, at)) return true
  if (at >= 4 && bytes[at - 4] === backslash && bytes[at - 3] === letterX && isHex(bytes, at - 2, at)) return true
  if (at >= 6 && bytes[at - 6] === backslash && bytes[at - 5] === letterU && isHex(bytes, at - 4, at)) return true
  return bytes[at - 1] === letterM && endsColourCode(bytes, at - 1)
}

const backslash = 0x5c
const percent = 0x25
const letterX = 0x78
const letterU = 0x75
const letterM = 0x6d
const oneLetterEscapes = new Set(Buffer.from('nrtbfv0"\'/'))

function isHex(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]! | 0x20
    const isDigit = byte >= 0x30 && byte <= 0x39
    if (!isDigit && (byte < 0x61 || byte > 0x66)) return false
  }
  return true
}

/** `ESC [ 1 ; 32 m`, seen from its `m`. */
function endsColourCode(bytes: Uint8Array, letter: number): boolean {
  let at = letter - 1
  while (at > 0 && letter - at < 12 && ((bytes[at]! >= 0x30 && bytes[at]! <= 0x39) || bytes[at] === 0x3b)) at--
  return at > 0 && bytes[at] === 0x5b && bytes[at - 1] === 0x1b
}
