import { hashPrefixes } from './path-hash.js'
import type { TarEntry } from './tar/entry.js'
import { whiteoutOf } from './whiteout.js'

/** What an entry does to the file system. `whiteout`: its path is the hidden one; `opaque`: its path is the folder. */
export const pathKinds = ['file', 'directory', 'link', 'other', 'whiteout', 'opaque'] as const
export type PathKind = (typeof pathKinds)[number]

/** Called for each record, in order, with the two words of the path's hash. */
export type PathVisitor = (low: number, high: number, kind: PathKind, index: number) => void

/** What a layer does to which paths, without the paths: 9 bytes for each tar entry. */
export type PathTable = {
  /** Records an entry and returns its index; undefined where the entry puts nothing into the file system. */
  add(entry: TarEntry): number | undefined
  readonly length: number
  visit(visitor: PathVisitor): void
}

/** Records a block: blocks are added, never copied, so that memory never doubles while it grows. */
const blockLength = 1024
type Block = { hashes: Int32Array; kinds: Uint8Array }

/** An empty table; one for each layer blob. */
export function createPathTable(): PathTable {
  const blocks: Block[] = []
  let length = 0
  return {
    add(entry) {
      const record = recordOf(entry)
      if (record === undefined) return undefined
      const at = length % blockLength
      if (at === 0) blocks.push({ hashes: new Int32Array(2 * blockLength), kinds: new Uint8Array(blockLength) })
      const block = blocks[blocks.length - 1]!
      block.hashes.set(hashPrefixes(record.path, [record.path.length]), 2 * at)
      block.kinds[at] = pathKinds.indexOf(record.kind)
      return length++
    },
    get length() {
      return length
    },
    visit(visitor) {
      for (let i = 0; i < length; i++) {
        const { hashes, kinds } = blocks[Math.floor(i / blockLength)]!
        const at = i % blockLength
        visitor(hashes[2 * at]!, hashes[2 * at + 1]!, pathKinds[kinds[at]!]!, i)
      }
    },
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
