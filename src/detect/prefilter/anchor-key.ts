/**
 * The prefilter knows an anchor by its key, four of its bytes as they stand in memory: one 32-bit number, lowest byte
 * first.
 */

/** Bits of the hashes. The bitmaps have this many bits each, so 2^19 are 64 KiB. */
const hashBits = 19

/** Size of a bitmap of hashes, in 32-bit words. */
export const bitmapWords = 1 << (hashBits - 5)

/** The key at `offset`. */
export function keyAt(bytes: Uint8Array, offset: number): number {
  return bytes[offset]! | (bytes[offset + 1]! << 8) | (bytes[offset + 2]! << 16) | (bytes[offset + 3]! << 24)
}

/** The hash of a key, of 32 bits; its highest 19 are its place in the bitmap. The kernel repeats this expression. */
export function keyHash(key: number): number {
  return Math.imul(key, 0x9e3779b1)
}

/** The same for the lowest three bytes alone: the factor's own lowest byte is 0, so the fourth is multiplied away. */
export function trigramHash(key: number): number {
  return Math.imul(key, 0x3779b100)
}

/** Whether a hash's bit is set. */
export function hasBit(bitmap: Int32Array, hash: number): boolean {
  return ((bitmap[hash >>> 18]! >>> (hash >>> 13)) & 1) === 1
}

/** Sets a hash's bit. */
export function setBit(bitmap: Int32Array, hash: number): void {
  bitmap[hash >>> 18]! |= 1 << ((hash >>> 13) & 31)
}

/** All keys that four lower-case bytes at `offset` stand for, where case does not count: sixteen at most. */
export function keysInAnyCase(literal: Uint8Array, offset: number): number[] {
  let keys = [0]
  for (let place = 0; place < 4; place++) {
    const byte = literal[offset + place]!
    const bytes = byte >= 0x61 && byte <= 0x7a ? [byte, byte ^ 0x20] : [byte]
    keys = keys.flatMap((key) => bytes.map((each) => key | (each << (8 * place))))
  }
  return keys
}
