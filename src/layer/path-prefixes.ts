import { type HashKey, hashPrefixes } from './path-hash.js'

/** A path as a byte string; or, where that may not be kept, the hashes that `pathPrefixes` gives of it. */
export type PathOrPrefixes = string | Int32Array

/** No path on Linux has more folders above it than this (4096 bytes), so more need not be watched. */
const maxFoldersAbove = 2048

/** Hashes, two words each, of the root, of each folder above a path from the top, and of the path itself. */
export function pathPrefixes(path: PathOrPrefixes, key: HashKey, maxFolders = maxFoldersAbove): Int32Array {
  return typeof path === 'string' ? hashPrefixes(path, prefixEnds(path, maxFolders), key) : path
}

/** Hash of a path itself, two words. */
export function ownHash(path: PathOrPrefixes, key: HashKey): [low: number, high: number] {
  const hashes = typeof path === 'string' ? hashPrefixes(path, [path.length], key) : path
  return [hashes.at(-2)!, hashes.at(-1)!]
}

/** Where the root's, each folder's and the file's own path end in a path. */
function prefixEnds(path: string, maxFolders: number): number[] {
  const ends = [0]
  for (let at = path.indexOf('/'); at !== -1 && ends.length <= maxFolders; at = path.indexOf('/', at + 1)) ends.push(at)
  ends.push(path.length)
  return ends
}
