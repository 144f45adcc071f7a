import type { RandomAccess } from '../bytes/random-access.js'

/** A database file (https://www.sqlite.org/fileformat2.html, section 1.3). */
export type Database = {
  source: RandomAccess
  pageSize: number
  /** Bytes of a page without those that are reserved at its end. */
  usable: number
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  pages: number
  /** Where rows stand that were not read to their end, for they are too long. */
  cutRows: Set<number>
}

export const sqliteMagic = 'SQLite format 3\0'
const headerLength = 100

/** Reads the header; undefined if it makes no sense. */
export function openDatabase(source: RandomAccess): Database | undefined {
  const header = source.read(0, headerLength)
  if (header.length < headerLength || header.toString('latin1', 0, sqliteMagic.length) !== sqliteMagic) return undefined
  const told = header.readUInt16BE(16)
  const pageSize = told === 1 ? 65536 : told
  const usable = pageSize - header[20]!
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || usable < 480) return undefined
  const encoding = ({ 2: 'utf-16le', 3: 'utf-16be' } as const)[header.readUInt32BE(56)] ?? 'utf-8'
  return { source, pageSize, usable, encoding, pages: Math.floor(source.length / pageSize), cutRows: new Set() }
}

/** What a b-tree page holds (section 1.6). `cells`: offsets into the file. */
export type TreePage = { isTable: boolean; isLeaf: boolean; cells: number[]; children: number[] }

const kinds: Readonly<Record<number, { isTable: boolean; isLeaf: boolean }>> = {
  2: { isTable: false, isLeaf: false },
  5: { isTable: true, isLeaf: false },
  10: { isTable: false, isLeaf: true },
  13: { isTable: true, isLeaf: true },
}

/** Reads page `number`, from 1; undefined if it is no page of a b-tree. */
export function readTreePage({ source, pageSize, pages }: Database, number: number): TreePage | undefined {
  if (number < 1 || number > pages) return undefined
  const start = (number - 1) * pageSize
  const header = number === 1 ? headerLength : 0
  const page = source.read(start, pageSize)
  const kind = kinds[page[header]!]
  if (kind === undefined) return undefined
  const list = header + (kind.isLeaf ? 8 : 12)
  const count = Math.min(page.readUInt16BE(header + 3), Math.floor((pageSize - list) / 2))
  const offsets: number[] = []
  for (let i = 0; i < count; i++) {
    const offset = page.readUInt16BE(list + 2 * i)
    if (offset >= 8 && offset + 4 <= pageSize) offsets.push(offset)
  }
  if (kind.isLeaf) return { ...kind, cells: offsets.map((offset) => start + offset), children: [] }
  const children = offsets.map((offset) => page.readUInt32BE(offset))
  children.push(page.readUInt32BE(header + 8))
  // A table's inner pages hold keys only; those of an index hold entries of their own, behind the child's number.
  return { ...kind, cells: kind.isTable ? [] : offsets.map((offset) => start + offset + 4), children }
}

/** Pages that were seen; a bit each, for a crafted file may have millions. */
export type PageSet = { has(number: number): boolean; add(number: number): void }

export function createPageSet({ pages }: Database): PageSet {
  const bits = new Uint8Array((pages >> 3) + 1)
  return {
    has: (number) => ((bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0,
    add(number) {
      if (number <= pages) bits[number >> 3]! |= 1 << (number & 7)
    },
  }
}
