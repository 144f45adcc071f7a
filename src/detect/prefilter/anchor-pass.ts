import { bitmapWords, keyHash, secondHash } from './anchor-key.js'

/**
 * One pass over `bytes` for all anchors at once. Writes to `hits` each position in [from, to) where four bytes start
 * that may be an anchor's key, until `hits` is full; `next` is where to go on (`to` when done). `to` is at most three
 * below the length.
 */
export type AnchorPass = (
  bytes: Uint8Array,
  from: number,
  to: number,
  hits: Int32Array,
) => { count: number; next: number }

/** Makes the pass for a set of folded keys. Its cost per byte does not depend on how many keys there are. */
export function createAnchorPass(keys: Iterable<number>): AnchorPass {
  const bitmap = new Int32Array(bitmapWords)
  const second = new Int32Array(bitmapWords)
  for (const key of keys) {
    setBit(bitmap, keyHash(key))
    setBit(second, secondHash(key))
  }
  return (bytes, from, to, hits) => {
    if (from >= to) return { count: 0, next: to }
    const capacity = hits.length
    let count = 0
    let word = (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]! | 0x202020
    for (let at = from; at < to; at++) {
      word = (word << 8) | bytes[at + 3]! | 0x20
      const hash = Math.imul(word, 0x9e3779b1) >>> 14
      if ((bitmap[hash >>> 5]! & (1 << (hash & 31))) === 0) continue
      const again = Math.imul(word, 0x85ebca6b) >>> 14
      if ((second[again >>> 5]! & (1 << (again & 31))) === 0) continue
      hits[count++] = at
      if (count === capacity) return { count, next: at + 1 }
    }
    return { count, next: to }
  }
}

function setBit(bitmap: Int32Array, at: number): void {
  bitmap[at >>> 5]! |= 1 << (at & 31)
}
