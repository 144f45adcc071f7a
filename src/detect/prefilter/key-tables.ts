import { bitmapWords, keyHash, setBit, trigramHash } from './anchor-key.js'

/** The keys of all anchors, as both twins of the prefilter look them up. */
export type KeyTables = {
  /** Bitmap of the hashes of each key's first three bytes, and of its last three. */
  trigrams: Int32Array
  /** Bitmap of the keys' hashes. */
  keys: Int32Array
  /**
   * A hash table with open addressing, at most half full: a key and its number, counted from 1, at the slot that the
   * highest bits of its hash tell or at one of the next; 0 and 0 where no key is.
   */
  slots: Int32Array
  /** The table has 2 to this power slots. */
  slotBits: number
}

/** Makes the tables of distinct keys. A key's number is its place in the array. */
export function keyTables(distinctKeys: readonly number[]): KeyTables {
  const slotBits = Math.max(8, Math.ceil(Math.log2(2 * distinctKeys.length + 1)))
  const tables: KeyTables = {
    trigrams: new Int32Array(bitmapWords),
    keys: new Int32Array(bitmapWords),
    slots: new Int32Array(2 << slotBits),
    slotBits,
  }
  for (const [number, key] of distinctKeys.entries()) {
    setBit(tables.trigrams, trigramHash(key))
    setBit(tables.trigrams, trigramHash(key >>> 8))
    setBit(tables.keys, keyHash(key))
    const slot = findSlot(tables, key)
    tables.slots[2 * slot] = key
    tables.slots[2 * slot + 1] = number + 1
  }
  return tables
}

/** The number of a key, or -1. */
export function keyNumber(tables: KeyTables, key: number): number {
  return tables.slots[2 * findSlot(tables, key) + 1]! - 1
}

/** The key's slot, or the empty one where it belongs. */
function findSlot({ slots, slotBits }: KeyTables, key: number): number {
  const mask = (1 << slotBits) - 1
  let slot = keyHash(key) >>> (32 - slotBits)
  while (slots[2 * slot + 1] !== 0 && slots[2 * slot] !== key) slot = (slot + 1) & mask
  return slot
}
