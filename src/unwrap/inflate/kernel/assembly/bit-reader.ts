/** Reads bits, the highest of each byte first. Bytes behind the end are read as they come; `isBehindEnd` tells afterwards. */

/** The address of the next byte to take. */
let at: usize = 0
let end: usize = 0
/** Bits that were taken and not used, the lowest `held` of them. */
let taken: u64 = 0
let held: u32 = 0

/** Begins at bit `bitAt` of the bytes at `from`. */
export function startBits(from: usize, bitAt: u32, to: usize): void {
  at = from + (bitAt >>> 3)
  end = to
  taken = 0
  held = 0
  readBits(bitAt & 7)
}

/** How many bits behind `from` the next one stands. */
export function bitsSince(from: usize): u32 {
  return (u32(at - from) << 3) - held
}

export function isBehindEnd(): bool {
  return at - (held >>> 3) > end
}

/** Up to 32 bits. */
export function readBits(count: u32): u32 {
  const bits = peekBits(count)
  held -= count
  return bits
}

/** The next bits, which stay unread. */
export function peekBits(count: u32): u32 {
  if (held < count) fill()
  return u32((taken >>> (held - count)) & ((u64(1) << count) - 1))
}

/** Bits that were looked at before. */
export function dropBits(count: u32): void {
  held -= count
}

function fill(): void {
  taken = (taken << 32) | bswap<u32>(load<u32>(at))
  at += 4
  held += 32
}
