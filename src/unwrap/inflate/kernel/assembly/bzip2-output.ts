/** Gives the text of a block: follows the words from one to the next, and writes out runs, which stand as four bytes and a count. */
import { crcTable, output, outputLength, words } from './bzip2-layout'

const polynomial: u32 = 0x04c11db7

let left: u32 = 0
let word: u32 = 0
/** The last byte, how many of it have been in a row, and how many more are to be written. */
let last: u32 = 0
let inRow: u32 = 0
let repeats: u32 = 0

let expected: u32 = 0
let crc: u32 = 0

/** Call once. */
export function makeCrcTable(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let value = byte << 24
    for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value >>> 31 ? polynomial : 0)
    store<u32>(crcTable + (byte << 2), value)
  }
}

export function startOutput(start: u32, length: u32, checksum: u32): void {
  left = length
  word = load<u32>(words + (start << 2)) >>> 8
  last = 256
  inRow = 0
  repeats = 0
  expected = checksum
  crc = 0xffffffff
}

/** Writes the next bytes to `output`. Gives their number; 0 when there are no more. */
export function readOutput(): u32 {
  const end = output + outputLength
  let at = output
  let sum = crc
  while (at < end) {
    if (repeats > 0) {
      store<u8>(at++, last)
      sum = (sum << 8) ^ load<u32>(crcTable + (((sum >>> 24) ^ last) << 2))
      repeats--
      continue
    }
    if (left === 0) break
    left--
    const entry = load<u32>(words + (word << 2))
    const byte = entry & 0xff
    word = entry >>> 8
    if (inRow === 4) {
      // What follows begins a row of its own, even of the same byte.
      inRow = 0
      repeats = byte
      continue
    }
    inRow = byte === last ? inRow + 1 : 1
    last = byte
    store<u8>(at++, byte)
    sum = (sum << 8) ^ load<u32>(crcTable + (((sum >>> 24) ^ byte) << 2))
  }
  crc = sum
  return u32(at - output)
}

/** Whether the block that was given is as its checksum tells. */
export function isAsExpected(): bool {
  return ~crc === expected
}
