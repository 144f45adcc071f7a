import { type HashKey, hashPrefixes } from './path-hash.js'
import type { TarEntry } from './tar/entry.js'
import { whiteoutOf } from './whiteout.js'

/** What an entry does to the file system. `whiteout`: its path is the hidden one; `opaque`: its path is the folder. */
export const pathKinds = ['file', 'directory', 'link', 'other', 'whiteout', 'opaque'] as const
export type PathKind = (typeof pathKinds)[number]

/** Called for each record, in order, with the two words of the path's hash. */
export type PathVisitor = (low: number, high: number, kind: PathKind, index: number) => void

/**
 * What a layer does to which paths, without the paths: 9 bytes for each tar entry. Plain data, which can be sent to another thread or
 * stored. It grows by whole blocks that are never copied, so that memory never doubles.
 */
export type PathTable = {
  /** With which the paths are hashed. */
  key: HashKey
  /** Records. */
  length: number
  blocks: PathBlock[]
}

/** Up to `blockLength` records: two words of hash each, and an index into `pathKinds`. */
export type PathBlock = { hashes: Int32Array<ArrayBuffer>; kinds: Uint8Array<ArrayBuffer> }

const blockLength = 1024

/** An empty table; one for each layer blob. */
export function createPathTable(key: HashKey): PathTable {
  return { key, length: 0, blocks: [] }
}

/** Records an entry and returns its index; undefined where the entry puts nothing into the file system. */
export function addPath(table: PathTable, entry: TarEntry): number | undefined {
  const record = recordOf(entry)
  if (record === undefined) return undefined
  const at = table.length % blockLength
  if (at === 0) table.blocks.push({ hashes: new Int32Array(2 * blockLength), kinds: new Uint8Array(blockLength) })
  const block = table.blocks[table.blocks.length - 1]!
  block.hashes.set(hashPrefixes(record.path, [record.path.length], table.key), 2 * at)
  block.kinds[at] = pathKinds.indexOf(record.kind)
  return table.length++
}

/** Shows all records, in order. */
export function visitPaths({ length, blocks }: PathTable, visitor: PathVisitor): void {
  for (let i = 0; i < length; i++) {
    const { hashes, kinds } = blocks[Math.floor(i / blockLength)]!
    const at = i % blockLength
    visitor(hashes[2 * at]!, hashes[2 * at + 1]!, pathKinds[kinds[at]!]!, i)
  }
}

function recordOf(entry: TarEntry): { path: string; kind: PathKind } | undefined {
  if (entry.type === 'other' || entry.afterEnd || entry.path === '') return undefined
  const whiteout = whiteoutOf(entry.path)
  if (whiteout !== undefined) return whiteout.kind === 'ignored' ? undefined : whiteout
  return { path: entry.path, kind: kindOf(entry.type) }
}

function kindOf(type: Exclude<TarEntry['type'], 'other'>): PathKind {
  return type === 'file' || type === 'directory' || type === 'link' ? type : 'other'
}
