/** A database file (https://www.sqlite.org/fileformat2.html, section 1.3). */
export type Database = {
  bytes: Buffer
  pageSize: number
  /** Bytes of a page without those that are reserved at its end. */
  usable: number
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  pages: number
}

export const sqliteMagic = 'SQLite format 3\0'
const headerLength = 100

/** Reads the header; undefined if it makes no sense. */
export function openDatabase(bytes: Buffer): Database | undefined {
  if (bytes.length < headerLength || bytes.toString('latin1', 0, sqliteMagic.length) !== sqliteMagic) return undefined
  const told = bytes.readUInt16BE(16)
  const pageSize = told === 1 ? 65536 : told
  const usable = pageSize - bytes[20]!
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || usable < 480) return undefined
  const encoding = ({ 2: 'utf-16le', 3: 'utf-16be' } as const)[bytes.readUInt32BE(56)] ?? 'utf-8'
  return { bytes, pageSize, usable, encoding, pages: Math.floor(bytes.length / pageSize) }
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
export function readTreePage({ bytes, pageSize, pages }: Database, number: number): TreePage | undefined {
  if (number < 1 || number > pages) return undefined
  const start = (number - 1) * pageSize
  const header = number === 1 ? start + headerLength : start
  const kind = kinds[bytes[header]!]
  if (kind === undefined) return undefined
  const list = header + (kind.isLeaf ? 8 : 12)
  const count = Math.min(bytes.readUInt16BE(header + 3), Math.floor((start + pageSize - list) / 2))
  const cells: number[] = []
  for (let i = 0; i < count; i++) {
    const offset = bytes.readUInt16BE(list + 2 * i)
    if (offset >= 8 && offset + 4 <= pageSize) cells.push(start + offset)
  }
  if (kind.isLeaf) return { ...kind, cells, children: [] }
  const children = cells.map((cell) => bytes.readUInt32BE(cell))
  children.push(bytes.readUInt32BE(header + 8))
  // A table's inner pages hold keys only; those of an index hold entries of their own, behind the child's number.
  return { ...kind, cells: kind.isTable ? [] : cells.map((cell) => cell + 4), children }
}
