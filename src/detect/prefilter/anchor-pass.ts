import { hasBit, keyHash } from './anchor-key.js'
import { type KeyTables, keyNumber } from './key-tables.js'

/** How far a pass came: the number of pairs that it wrote, and where to go on. */
export type Passed = { count: number; next: number }

/**
 * Finds the keys of all anchors in one pass over `bytes`. Writes to `pairs` each place in [from, to) where a key stands,
 * with the key's number, until `pairs` is full; `next` is `to` when done. `to` is at most three below the length. Says
 * what the WebAssembly kernel has to say, in the plainest way.
 */
export function findAnchors(bytes: Uint8Array, from: number, to: number, tables: KeyTables, pairs: Int32Array): Passed {
  if (from >= to) return { count: 0, next: to }
  const bitmap = tables.keys
  let count = 0
  let key = (bytes[from]! << 8) | (bytes[from + 1]! << 16) | (bytes[from + 2]! << 24)
  for (let at = from; at < to; at++) {
    key = (key >>> 8) | (bytes[at + 3]! << 24)
    if (!hasBit(bitmap, keyHash(key))) continue
    const number = keyNumber(tables, key)
    if (number < 0) continue
    pairs[2 * count] = at
    pairs[2 * count + 1] = number
    count++
    if (2 * count === pairs.length) return { count, next: at + 1 }
  }
  return { count, next: to }
}
