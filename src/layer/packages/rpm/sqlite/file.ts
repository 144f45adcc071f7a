/** An SQLite database, page by page. */
export type SqliteFile = {
  pageLength: number
  /** Bytes of each page that hold data; some at its end may be kept for extensions. */
  usable: number
  pageCount: number
  /** A page by its number, from 1. Undefined for one that is not there. */
  page(number: number): Buffer | undefined
}

const magic = 'SQLite format 3\0'
const headerLength = 100

/** Undefined for what is no SQLite database. https://www.sqlite.org/fileformat2.html#the_database_header */
export function openFile(bytes: Buffer): SqliteFile | undefined {
  if (bytes.length < headerLength || bytes.toString('latin1', 0, magic.length) !== magic) return undefined
  const told = bytes.readUInt16BE(16)
  const pageLength = told === 1 ? 65_536 : told
  const usable = pageLength - bytes[20]!
  if (pageLength < 512 || (pageLength & (pageLength - 1)) !== 0 || usable < 480) return undefined
  const pageCount = Math.floor(bytes.length / pageLength)
  return {
    pageLength,
    usable,
    pageCount,
    page: (number) =>
      number < 1 || number > pageCount ? undefined : bytes.subarray((number - 1) * pageLength, number * pageLength),
  }
}
