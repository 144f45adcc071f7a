import { createHashIndex } from './hash-index.js'
import { hashPrefixes } from './path-hash.js'
import { type PathTable, visitPaths } from './path-table.js'

/** A hard link whose target is not in its layer. Byte strings, normalised. */
export type HardLink = { path: string; target: string }

/** Which paths of one layer are the same file. `T` is whatever the caller keeps for a file that holds something. */
export type HardLinks<T> = {
  /** A file entry was read: what it holds, or undefined for nothing. */
  file(path: string, holds: T | undefined): void
  /** A link entry was read: what its target holds, if that came earlier in this layer and holds something. */
  link(path: string, target: string): T | undefined
  /** Call after the layer's last entry: the links to what is in no table of this layer, and how many were not kept. */
  finish(): { elsewhere: HardLink[]; dropped: number }
}

/** Links kept as strings at most, for each layer. */
export const maxPendingLinks = 100_000

/**
 * For one layer, whose entries `table` records. Only paths that hold something and links that found nothing are kept as strings; the
 * latter are sifted against the table whenever they are many, because a layer of a hundred thousand links to clean files is honest.
 */
export function createHardLinks<T>(table: PathTable, maxPending = maxPendingLinks): HardLinks<T> {
  const holders = new Map<string, T>()
  let pending: HardLink[] = []
  /** Pending ones that the last sift left. */
  let kept = 0
  let dropped = 0
  const siftPending = () => {
    pending = elsewhereOf(pending, table)
    kept = pending.length
  }
  return {
    file(path, holds) {
      if (holds !== undefined) holders.set(path, holds)
      else if (holders.size > 0) holders.delete(path)
    },
    link(path, target) {
      const holds = path === target ? undefined : holders.get(target)
      if (holds !== undefined) holders.set(path, holds)
      else if (path !== target) {
        holders.delete(path)
        if (pending.length >= maxPending && kept <= maxPending / 2) siftPending()
        if (pending.length < maxPending) pending.push({ path, target })
        else dropped++
      }
      return holds
    },
    finish() {
      siftPending()
      return { elsewhere: pending, dropped }
    },
  }
}

/** The links whose target is no entry of the table. */
function elsewhereOf(links: HardLink[], table: PathTable): HardLink[] {
  const targets = createHashIndex<number[]>(() => [])
  for (const [i, { target }] of links.entries()) {
    const [low, high] = hashPrefixes(target, [target.length], table.key)
    targets.at(low!, high!).push(i)
  }
  const here = new Uint8Array(links.length)
  visitPaths(table, (low, high, kind) => {
    if (kind === 'whiteout' || kind === 'opaque' || kind === 'directory') return
    for (const i of targets.get(low, high)?.splice(0) ?? []) here[i] = 1
  })
  return links.filter((_, i) => here[i] === 0)
}
