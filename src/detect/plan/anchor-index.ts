import { foldedKey, keyHash } from '../prefilter/anchor-key.js'

/** Finds the entries of a folded four-byte key; made for the millions of hits that have none. */
export type AnchorIndex<T> = {
  keys: Iterable<number>
  get(key: number): readonly T[] | undefined
}

/** Groups entries by the four bytes at `keyOffset` of their literals. */
export function indexAnchors<T extends { literal: Uint8Array; keyOffset: number }>(
  anchors: readonly T[],
): AnchorIndex<T> {
  const groups = new Map<number, T[]>()
  for (const anchor of anchors) {
    const key = foldedKey(anchor.literal, anchor.keyOffset)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [anchor])
    else group.push(anchor)
  }
  // Open addressing, at most a quarter full: a key's group is at its slot or one of the next few. 0 is no folded key.
  const size = 2 ** Math.ceil(Math.log2(4 * (groups.size + 1)))
  const slots = new Int32Array(size)
  const entries = new Array<T[] | undefined>(size)
  for (const [key, group] of groups) {
    let slot = keyHash(key) & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = key
    entries[slot] = group
  }
  return {
    keys: groups.keys(),
    get(key) {
      let slot = keyHash(key) & (size - 1)
      while (slots[slot] !== key) {
        if (slots[slot] === 0) return undefined
        slot = (slot + 1) & (size - 1)
      }
      return entries[slot]
    },
  }
}
