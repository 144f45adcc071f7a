/**
 * The prefix codes of bzip2, of up to 20 bits. A table tells for each ten bits the code that they begin with, if it is not longer: its length
 * and its meaning. Longer ones are found by their length: of each length, the codes are numbers that follow each other.
 */
import { dropBits, peekBits, readBits } from './bit-reader'
import { codes, lengths } from './bzip2-layout'

const fastBits: u32 = 10
const longest: u32 = 20

/** A table: quick entries of 16 bits, then by length the end of its codes and what leads to the meanings, then these. */
const tableSize: usize = 0xc00
const ends: usize = 0x800
const offsets: usize = 0x860
const meanings: usize = 0x8c0

/** Reads the lengths of `count` codes and makes the table `index` of them; false if there is no such table. */
export function readTable(index: u32, count: u32): bool {
  let length = readBits(5)
  for (let code: u32 = 0; code < count; code++) {
    // A length is told by steps; as many as there could be between the shortest and the longest are enough.
    for (let steps: u32 = 0; ; steps++) {
      if (length < 1 || length > longest || steps > 2 * longest) return false
      if (readBits(1) === 0) break
      length = readBits(1) === 0 ? length + 1 : length - 1
    }
    store<u8>(lengths + code, length)
  }
  return makeTable(codes + usize(index) * tableSize, count)
}

function makeTable(table: usize, count: u32): bool {
  let code: u32 = 0
  let met: u32 = 0
  memory.fill(table, 0, ends)
  for (let length: u32 = 1; length <= longest; length++) {
    code <<= 1
    store<u32>(table + offsets + (length << 2), met - code)
    for (let meaning: u32 = 0; meaning < count; meaning++) {
      if (load<u8>(lengths + meaning) !== length) continue
      store<u16>(table + meanings + (met << 1), meaning)
      if (length <= fastBits) fillQuick(table, code, length, meaning)
      code++
      met++
    }
    // More codes than there is room for.
    if (code > u32(1) << length) return false
    store<u32>(table + ends + (length << 2), code)
  }
  return true
}

function fillQuick(table: usize, code: u32, length: u32, meaning: u32): void {
  const span: u32 = 1 << (fastBits - length)
  const first = code << (fastBits - length)
  if (first + span > 1 << fastBits) return
  for (let entry = first; entry < first + span; entry++) store<u16>(table + (entry << 1), (length << 9) | meaning)
}

/** What the next code of table `index` means; 0xffff if it is none. */
export function readCode(index: u32): u32 {
  const table = codes + usize(index) * tableSize
  const bits = peekBits(longest)
  const quick: u32 = load<u16>(table + ((bits >>> (longest - fastBits)) << 1))
  if (quick !== 0) {
    dropBits(quick >>> 9)
    return quick & 0x1ff
  }
  for (let length: u32 = fastBits + 1; length <= longest; length++) {
    const code = bits >>> (longest - length)
    if (code >= load<u32>(table + ends + (length << 2))) continue
    dropBits(length)
    const place = code + load<u32>(table + offsets + (length << 2))
    return place < 258 ? load<u16>(table + meanings + (place << 1)) : 0xffff
  }
  return 0xffff
}
