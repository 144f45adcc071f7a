import { hasBit, keyAt, trigramHash } from './anchor-key.js'
import { type KeyTables, keyNumber } from './key-tables.js'

/** How far a pass came: the number of pairs that it wrote, and where to go on. */
export type Passed = { count: number; next: number }

/**
 * Finds the keys of all anchors in one pass over `bytes`. Writes to `pairs` each place in [from, to) where a key stands,
 * with the key's number, until `pairs` is full; `next` is `to` when done. `to` is at most three below the length. As in
 * the WebAssembly kernel, every second place is looked at, by three bytes.
 */
export function findAnchors(bytes: Uint8Array, from: number, to: number, tables: KeyTables, pairs: Int32Array): Passed {
  let count = 0
  const addIfKey = (place: number): void => {
    const number = keyNumber(tables, keyAt(bytes, place))
    if (number < 0) return
    pairs[2 * count] = place
    pairs[2 * count + 1] = number
    count++
  }
  const { trigrams } = tables
  let first = bytes[from]!
  // The look at `to` is for the place before it.
  for (let look = from; from < to && look <= to; look += 2) {
    const third = bytes[look + 2]!
    const trigram = first | (bytes[look + 1]! << 8) | (third << 16)
    first = third
    if (!hasBit(trigrams, trigramHash(trigram))) continue
    if (look > from) addIfKey(look - 1)
    if (look < to) addIfKey(look)
    if (2 * (count + 2) > pairs.length) return { count, next: Math.min(look + 1, to) }
  }
  return { count, next: to }
}
