import { createPathTable, type PathTable } from '../../src/layer/path-table.js'
import type { TarEntry } from '../../src/layer/tar/entry.js'

/** A tar entry that needs no more than a path and a type; a path that ends in a slash is a directory. */
export function entryAt(path: string, type: TarEntry['type'] = path.endsWith('/') ? 'directory' : 'file'): TarEntry {
  const numbers = { size: 0, mode: 0, uid: 0, gid: 0, mtime: 0, offset: 0, bodyOffset: 512 }
  return { path: path.replace(/\/$/, ''), rawPath: path, type, linkPath: '', afterEnd: false, ...numbers }
}

/** The table of a layer. */
export function tableOf(...entries: (string | TarEntry)[]): PathTable {
  const table = createPathTable()
  for (const entry of entries) table.add(typeof entry === 'string' ? entryAt(entry) : entry)
  return table
}
