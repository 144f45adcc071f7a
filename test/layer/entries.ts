import type { HashKey } from '../../src/layer/path-hash.js'
import { addPath, createPathTable, type PathTable } from '../../src/layer/path-table.js'
import type { TarEntry } from '../../src/layer/tar/entry.js'

/** A tar entry that needs no more than a path and a type; a path that ends in a slash is a directory. */
export function entryAt(path: string, type: TarEntry['type'] = path.endsWith('/') ? 'directory' : 'file'): TarEntry {
  const numbers = { size: 0, mode: 0, uid: 0, gid: 0, mtime: 0, offset: 0, bodyOffset: 512 }
  return { path: path.replace(/\/$/, ''), rawPath: path, type, linkPath: '', afterEnd: false, ...numbers }
}

/** One for all tests. */
export const hashKey: HashKey = [0x01234567, -0x07654321]

/** The table of a layer. */
export function tableOf(...entries: (string | TarEntry)[]): PathTable {
  const table = createPathTable(hashKey)
  for (const entry of entries) addPath(table, typeof entry === 'string' ? entryAt(entry) : entry)
  return table
}
