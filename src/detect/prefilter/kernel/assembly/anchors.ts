/**
 * The search for anchors. An anchor is known by its key, four of its bytes. Hashing four bytes at every place is what
 * such a search costs, so only every second place is looked at, by three bytes: wherever a key stands, a look falls
 * either on its first three bytes or on its last three. All of these are in one bitmap. Where its bit is set, which is
 * seldom, the two keys that may stand there are looked up: in a bitmap of keys, then in the table of them.
 */
import { keys, lookList, trigrams } from './tables'

/** As in `anchor-key.ts`. The lowest byte of the second one is 0: so the last of the four bytes loaded drops out. */
const keyFactor: u32 = 0x9e3779b1
const trigramFactor: u32 = 0x3779b100

/** The text is searched in pieces of so many bytes; so many places may be found in one, if keys stand everywhere. */
const pieceLength: u32 = 2048

/** Where the search stopped. */
export let anchorsNext: u32 = 0

/**
 * Writes to `pairs` each place in [from, to) of the text where a key stands, with the key's number. Gives the number of
 * pairs, at most `capacity`, which is 2048 or more; `anchorsNext` is where to go on. Keys reach up to three bytes beyond
 * `to`; what is read behind these does not count.
 */
export function findAnchors(
  text: usize,
  from: u32,
  to: u32,
  slots: usize,
  slotBits: u32,
  pairs: usize,
  capacity: u32,
): u32 {
  let count: u32 = 0
  let at = from
  // The look at `to` is for the place before it.
  for (; at <= to && count + pieceLength <= capacity; at += pieceLength) {
    const found = findLooks(text + at, min(pieceLength, to - at + 1))
    for (let entry: u32 = 0; entry < found; entry++) {
      const packed = load<u32>(lookList + (entry << 2))
      const block = at + ((packed >>> 16) << 4)
      for (let looks = packed & 0xffff; looks !== 0; looks &= looks - 1) {
        const place = block + ctz(looks)
        if ((keyBit(text + place - 1) | keyBit(text + place)) === 0) continue
        if (place > from && place <= to) count = lookUp(text, place - 1, slots, slotBits, pairs, count)
        if (place < to) count = lookUp(text, place, slots, slotBits, pairs, count)
      }
    }
  }
  // The place before the next look has not been looked up.
  anchorsNext = at > to ? to : at - 1
  return count
}

/**
 * Lists the blocks of sixteen bytes where a look found something: their number in the upper half, the looks in the lower.
 * Gives the list's length. There is no branch in this, since none could be foretold: with many signatures, every third
 * block or so is listed.
 */
function findLooks(at: usize, length: u32): u32 {
  let found: u32 = 0
  const blocks = (length + 15) >>> 4
  for (let block: u32 = 0; block < blocks; block++) {
    const looks = eightLooks(at + (block << 4))
    store<u32>(lookList + (found << 2), (block << 16) | looks)
    found += u32(looks !== 0)
  }
  return found
}

/** A bit for each second of sixteen places: whether a key's first or last three bytes may stand there. */
function eightLooks(at: usize): u32 {
  return (
    trigramBit(at) |
    (trigramBit(at + 2) << 2) |
    (trigramBit(at + 4) << 4) |
    (trigramBit(at + 6) << 6) |
    (trigramBit(at + 8) << 8) |
    (trigramBit(at + 10) << 10) |
    (trigramBit(at + 12) << 12) |
    (trigramBit(at + 14) << 14)
  )
}

function trigramBit(at: usize): u32 {
  const hash = load<u32>(at) * trigramFactor
  return (load<u32>(trigrams + ((hash >>> 16) & 0xfffc)) >>> (hash >>> 13)) & 1
}

function keyBit(at: usize): u32 {
  const hash = load<u32>(at) * keyFactor
  return (load<u32>(keys + ((hash >>> 16) & 0xfffc)) >>> (hash >>> 13)) & 1
}

/** Adds the pair if the four bytes at `place` are a key. */
function lookUp(text: usize, place: u32, slots: usize, slotBits: u32, pairs: usize, count: u32): u32 {
  const key = load<u32>(text + place)
  const mask: u32 = (1 << slotBits) - 1
  for (let slot = (key * keyFactor) >>> (32 - slotBits); ; slot = (slot + 1) & mask) {
    const entry = slots + (slot << 3)
    // A slot holds a key and its number, counted from 1; in an empty one both are 0.
    const number = load<u32>(entry + 4)
    if (number === 0) return count
    if (load<u32>(entry) !== key) continue
    store<u32>(pairs + (count << 3), place)
    store<u32>(pairs + (count << 3) + 4, number - 1)
    return count + 1
  }
}
