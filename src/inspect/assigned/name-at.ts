import type { ScannedText } from '../../detect/match/scanned-text.js'

/** A longer name is data. */
const longestName = 100

const isNameByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9_.$-]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

/** Half-open, in bytes. */
export type Bounds = { start: number; end: number }

/** The bounds of the name that the byte at `at` is a part of; undefined if it is too long for a name. */
export function nameAt({ bytes, length }: ScannedText, at: number): Bounds | undefined {
  let start = isNameByte[bytes[at]!] === 1 ? at : at + 1
  while (start > 0 && isNameByte[bytes[start - 1]!] === 1) if (at - --start > longestName) return undefined
  let end = start === at + 1 ? start : at
  const limit = Math.min(length, start + longestName)
  while (end < limit && isNameByte[bytes[end]!] === 1) end++
  return end === limit && end < length && isNameByte[bytes[end]!] === 1 ? undefined : { start, end }
}
