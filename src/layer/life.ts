import { createHashIndex, type HashIndex } from './hash-index.js'
import type { HashKey } from './path-hash.js'
import { type PathOrPrefixes, pathPrefixes } from './path-prefixes.js'
import { type PathKind, type PathTable, visitPaths } from './path-table.js'

/** Whether a container still sees a file; `endedBy` is the layer that took it away. */
export type Life = { state: 'live' } | { state: 'deleted' | 'overwritten'; endedBy: number }

/** A file: its path, its index in the path table of its layer, and that layer's index (from 0, the lowest). */
export type PathInLayer = { path: PathOrPrefixes; entryIndex: number; layer: number }

/**
 * The image's layers from the lowest up, hashed with one key; undefined where a layer could not be read. The same table may stand
 * there twice.
 */
export type Tables = readonly (PathTable | undefined)[]

/** The life of one file; see `livesOf`. */
export function lifeOf(path: PathOrPrefixes, entryIndex: number, layer: number, tables: Tables): Life {
  return livesOf([{ path, entryIndex, layer }], tables)[0]!
}

/**
 * The lives of many files, in one pass over the layers. The first layer that ends a file counts:
 * *overwritten* by an entry of any kind at its path; *deleted* by a whiteout of its path or of a folder above it, an opaque marker
 * in a folder above it, or a folder above it replaced by something else. Markers act on lower layers only; entries also on what
 * stands earlier in their own layer. Where a marker and a new file stand in one layer, in any order, the file was overwritten.
 * A folder that is a symbolic link in a lower layer is taken as a folder: paths are not resolved.
 */
export function livesOf(files: readonly PathInLayer[], tables: Tables): Life[] {
  const lives: Life[] = files.map(() => ({ state: 'live' }))
  const key = tables.find((table) => table !== undefined)?.key
  if (key === undefined) return lives
  const index = watchedPaths(files, key)
  const watched = index.values()
  const lowest = files.reduce((least, file) => Math.min(least, file.layer), tables.length)
  for (let layer = lowest; layer < tables.length; layer++) {
    for (const path of watched) path.seen = nothingSeen()
    const table = tables[layer]
    if (table === undefined) continue
    visitPaths(table, (low, high, kind, entryIndex) => {
      const path = index.get(low, high)
      if (path !== undefined) note(path.seen, kind, entryIndex)
    })
    for (const path of watched) applyLayer(path, layer, files, lives)
  }
  return lives
}

/** A path that means something to some files, and what one layer does there. */
type WatchedPath = { isRoot: boolean; itself: number[]; below: number[]; seen: Seen }

/** Index of the layer's last entry at a path, and of its last that is no directory; -1 for none. */
type Seen = { entry: number; barrier: number; whiteout: boolean; opaque: boolean }

function nothingSeen(): Seen {
  return { entry: -1, barrier: -1, whiteout: false, opaque: false }
}

function note(seen: Seen, kind: PathKind, entryIndex: number): void {
  if (kind === 'whiteout') seen.whiteout = true
  else if (kind === 'opaque') seen.opaque = true
  else seen.entry = entryIndex
  if (kind === 'file' || kind === 'link' || kind === 'other') seen.barrier = entryIndex
}

function watchedPaths(files: readonly PathInLayer[], key: HashKey): HashIndex<WatchedPath> {
  const index = createHashIndex<WatchedPath>(() => ({ isRoot: false, itself: [], below: [], seen: nothingSeen() }))
  for (const [file, { path }] of files.entries()) {
    const hashes = pathPrefixes(path, key)
    for (let at = 0; at < hashes.length; at += 2) {
      const watched = index.at(hashes[at]!, hashes[at + 1]!)
      watched.isRoot = at === 0
      if (at === hashes.length - 2) watched.itself.push(file)
      else watched.below.push(file)
    }
  }
  return index
}

function applyLayer(path: WatchedPath, layer: number, files: readonly PathInLayer[], lives: Life[]): void {
  const { entry, barrier, whiteout, opaque } = path.seen
  if (entry < 0 && !whiteout && !opaque) return
  const acts = (file: number, at: number) => at > (files[file]!.layer < layer ? -1 : files[file]!.entryIndex)
  for (const file of path.itself) {
    if (files[file]!.layer > layer) continue
    if (acts(file, entry)) end(lives, file, layer, 'overwritten')
    else if (whiteout && files[file]!.layer < layer) end(lives, file, layer, 'deleted')
  }
  if (!opaque && !whiteout && barrier < 0) return
  for (const file of path.below) {
    if (files[file]!.layer > layer) continue
    const hidden = (opaque || (whiteout && !path.isRoot)) && files[file]!.layer < layer
    if (hidden || (acts(file, barrier) && !path.isRoot)) end(lives, file, layer, 'deleted')
  }
}

function end(lives: Life[], file: number, layer: number, state: 'deleted' | 'overwritten'): void {
  const life = lives[file]!
  if (life.state === 'live' || (life.endedBy === layer && state === 'overwritten'))
    lives[file] = { state, endedBy: layer }
}
