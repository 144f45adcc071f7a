/**
 * The search for runs of token characters that look drawn at random. Sixty-four bytes become the sixty-four bits of a
 * mask, a bit being set where a byte is a token character. Shifted over itself by 1, 2, 4 and 8, the mask keeps those
 * bits that have fifteen others right before them: the sixteenth characters of runs, and what follows these. The mask of
 * the block before is shifted in from below. Nearly all blocks have no such bit left, and are done with.
 *
 * Where there is one, its run began fifteen bytes earlier. Its end is looked for byte by byte, its characters are
 * counted by kind, and the search goes on behind it.
 */
import { kinds, longRuns } from './tables'

const shortestRun: u32 = 16
const longestRun: u32 = 4096
/** As in `token-runs.ts`. */
const longRun: u32 = 40

/** Where the search stopped. */
export let runsNext: u32 = 0

/** How many starts of long runs stand at `longRuns`, random or not, of whatever length. */
export let longRunCount: u32 = 0

/**
 * Writes to `pairs` the start and end of each run that starts in [from, to) of the text, which has `length` bytes. Gives
 * the number of pairs, at most `capacity`; `runsNext` is where to go on. What it reads beyond the text does not count.
 */
export function findRuns(text: usize, from: u32, to: u32, length: u32, pairs: usize, capacity: u32): u32 {
  let count: u32 = 0
  let at = from
  // What began before the range was another call's.
  if (from > 0 && load<u8>(kinds + load<u8>(text + from - 1)) !== 0) at = endOfRun(text, from, to)
  // A run that starts at the range's last place is known by its sixteenth character.
  const last = min(length, to + shortestRun - 1)
  let before: u64 = 0
  longRunCount = 0
  while (at < last) {
    const mask = tokenMask(text + at, last - at)
    const sixteenth = sixteenths(mask, before)
    if (sixteenth === 0) {
      before = mask
      at += 64
      continue
    }
    const start = at + <u32>ctz(sixteenth) - (shortestRun - 1)
    const end = endOfRun(text, start + shortestRun, length)
    if (end - start >= longRun) {
      store<u32>(longRuns + (longRunCount << 2), start)
      longRunCount++
    }
    if (end - start <= longestRun && looksRandom(text, start, end)) {
      store<u32>(pairs + (count << 3), start)
      store<u32>(pairs + (count << 3) + 4, end)
      count++
    }
    at = end
    before = 0
    if (count === capacity) break
  }
  runsNext = min(at, to)
  return count
}

/** One bit for each of 64 bytes, the first one lowest; those from `count` on are 0. */
function tokenMask(at: usize, count: u32): u64 {
  const mask =
    tokenBits(v128.load(at)) |
    (tokenBits(v128.load(at, 16)) << 16) |
    (tokenBits(v128.load(at, 32)) << 32) |
    (tokenBits(v128.load(at, 48)) << 48)
  return count < 64 ? mask & (((<u64>1) << count) - 1) : mask
}

/**
 * Each half of a byte chooses a set of lines of the ASCII table; the byte is a token character if the sets share one. A
 * line of its own have `+-/`, the digits, `A-O` and `a-o`, `P-Z_`, and `p-z`.
 */
function tokenBits(bytes: v128): u64 {
  const low = i8x16.swizzle(
    i8x16(0x1a, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1c, 0x05, 0x04, 0x05, 0x04, 0x0d),
    v128.and(bytes, i8x16.splat(0x0f)),
  )
  const high = i8x16.swizzle(
    i8x16(0, 0, 0x01, 0x02, 0x04, 0x08, 0x04, 0x10, 0, 0, 0, 0, 0, 0, 0, 0),
    i8x16.shr_u(bytes, 4),
  )
  return <u64>(~i8x16.bitmask(i8x16.eq(v128.and(low, high), i8x16.splat(0))) & 0xffff)
}

/** The bits of a mask that have fifteen others right before them. */
function sixteenths(mask: u64, before: u64): u64 {
  const before1 = before & (before << 1)
  const before2 = before1 & (before1 << 2)
  const before4 = before2 & (before2 << 4)
  const mask1 = mask & ((mask << 1) | (before >>> 63))
  const mask2 = mask1 & ((mask1 << 2) | (before1 >>> 62))
  const mask4 = mask2 & ((mask2 << 4) | (before2 >>> 60))
  return mask4 & ((mask4 << 8) | (before4 >>> 56))
}

function endOfRun(text: usize, from: u32, length: u32): u32 {
  for (let at = from; at < length; at += 64) {
    const mask = ~tokenMask(text + at, length - at)
    if (mask !== 0) return at + <u32>ctz(mask)
  }
  return length
}

/** The same sieve as in JavaScript. */
function looksRandom(text: usize, start: u32, end: u32): bool {
  let digits: u32 = 0
  let letters: u32 = 0
  let changes: u32 = 0
  let previous: u32 = 0
  for (let at = start; at < end; at++) {
    const kind: u32 = load<u8>(kinds + load<u8>(text + at))
    if (kind === 1) continue
    if (kind === 2) digits++
    else letters++
    if (previous !== 0 && kind !== previous) changes++
    previous = kind
  }
  if (letters === 0) return false
  if (digits >= 2) return changes > (digits + letters) >>> 4
  return changes * 5 >= (digits + letters) * 2
}
