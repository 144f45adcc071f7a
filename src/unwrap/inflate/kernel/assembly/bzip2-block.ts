/**
 * A block of bzip2, which has no specification but its program's source (https://sourceware.org/bzip2/): codes of runs and of places in a
 * list of bytes that moves the last one used to the front; these bytes are the last column of the sorted turns of the text.
 */
import { isBehindEnd, readBits } from './bit-reader'
import { readCode, readTable } from './bzip2-codes'
import { counts, front, mostSelectors, selectors, words } from './bzip2-layout'
import { startOutput } from './bzip2-output'

export const blockIsThere: u32 = 0
export const blockIsCut: u32 = 1
export const blockIsDamaged: u32 = 2

const codesAtOnce: u32 = 50
const noCode: u32 = 0xffff

let used: u32 = 0
let tables: u32 = 0
let selectorCount: u32 = 0

/** Reads a block behind its mark. `most`: bytes in a block. What it holds is then given by `readOutput`. */
export function readBlock(most: u32): u32 {
  const checksum = readBits(32)
  // Blocks whose bytes were mixed up to sort better come from versions before 0.9.5.
  const isMixed = readBits(1) !== 0
  const start = readBits(24)
  if (isMixed || start >= most) return isBehindEnd() ? blockIsCut : blockIsDamaged
  if (!readUsed() || !readSelectors()) return isBehindEnd() ? blockIsCut : blockIsDamaged
  for (let table: u32 = 0; table < tables; table++) {
    if (!readTable(table, used + 2)) return isBehindEnd() ? blockIsCut : blockIsDamaged
  }
  memory.fill(counts, 0, 1024)
  const length = readColumn(most)
  if (isBehindEnd()) return blockIsCut
  if (length <= start) return blockIsDamaged
  sortTurns(length)
  startOutput(start, length, checksum)
  return blockIsThere
}

function readUsed(): bool {
  used = 0
  const groups = readBits(16)
  for (let group: u32 = 0; group < 16; group++) {
    if (((groups >>> (15 - group)) & 1) === 0) continue
    const members = readBits(16)
    for (let member: u32 = 0; member < 16; member++) {
      if (((members >>> (15 - member)) & 1) !== 0) store<u8>(front + used++, (group << 4) | member)
    }
  }
  return used > 0
}

/** They are places in a list of tables that moves the last one used to the front. */
function readSelectors(): bool {
  tables = readBits(3)
  selectorCount = readBits(15)
  if (tables < 2 || tables > 6 || selectorCount === 0) return false
  // The list, eight bits a table.
  let list: u64 = 0x050403020100
  for (let at: u32 = 0; at < selectorCount; at++) {
    let place: u32 = 0
    while (readBits(1) !== 0) if (++place >= tables) return false
    const shift = place << 3
    const table = (list >>> shift) & 0xff
    const moved = list & ((u64(1) << shift) - 1)
    list = (list & ~((u64(0x100) << shift) - 1)) | (moved << 8) | table
    if (at < mostSelectors) store<u8>(selectors + at, u8(table))
  }
  selectorCount = min(selectorCount, mostSelectors)
  return true
}

/** Reads the column into `words`, and counts its bytes. Gives its length; 0 if it is damaged. */
function readColumn(most: u32): u32 {
  const endOfBlock = used + 1
  let length: u32 = 0
  let run: u32 = 0
  let weight: u32 = 1
  for (let group: u32 = 0; group < selectorCount; group++) {
    const table: u32 = load<u8>(selectors + group)
    for (let left = codesAtOnce; left > 0; left--) {
      const code = readCode(table)
      if (code <= 1) {
        run += weight << code
        weight <<= 1
        if (run > most) return 0
        continue
      }
      if (run > 0) {
        if (length + run > most) return 0
        length = addRun(length, run)
        run = 0
        weight = 1
      }
      if (code === endOfBlock) return length
      if (code === noCode || length >= most) return 0
      length = addByte(length, moveToFront(code - 1))
    }
    if (isBehindEnd()) return 0
  }
  return 0
}

function addRun(length: u32, run: u32): u32 {
  const byte: u32 = load<u8>(front)
  const count = counts + (byte << 2)
  store<u32>(count, load<u32>(count) + run)
  for (const end = length + run; length < end; length++) store<u32>(words + (length << 2), byte)
  return length
}

function addByte(length: u32, byte: u32): u32 {
  const count = counts + (byte << 2)
  store<u32>(count, load<u32>(count) + 1)
  store<u32>(words + (length << 2), byte)
  return length + 1
}

function moveToFront(place: u32): u32 {
  const byte: u32 = load<u8>(front + place)
  for (let at = place; at > 0; at--) store<u8>(front + at, load<u8>(front + at - 1))
  store<u8>(front, byte)
  return byte
}

/** Writes to the upper bits of each word which one follows it in the text; the lower eight stay. */
function sortTurns(length: u32): void {
  let sum: u32 = 0
  for (let byte: u32 = 0; byte < 256; byte++) {
    const count = load<u32>(counts + (byte << 2))
    store<u32>(counts + (byte << 2), sum)
    sum += count
  }
  for (let at: u32 = 0; at < length; at++) {
    const count = counts + (u32(load<u8>(words + (at << 2))) << 2)
    const place = load<u32>(count)
    store<u32>(count, place + 1)
    const word = words + (place << 2)
    store<u32>(word, load<u32>(word) | (at << 8))
  }
}
