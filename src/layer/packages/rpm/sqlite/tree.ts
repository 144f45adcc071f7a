import type { SqliteFile } from './file.js'
import { readVarint } from './varint.js'

const pageTypes = { interior: 5, leaf: 13 } as const
/** The first page begins with the file's own header. */
const fileHeader = 100

/**
 * The rows of the table that begins at this page, in no certain order; longer ones than `limit` are left out. No page is read
 * twice, and a page's cells give no more than the file holds, so that no database goes round in circles.
 */
export function* payloads(file: SqliteFile, root: number, limit: number): Generator<Buffer> {
  const used = new Uint8Array(file.pageCount + 1)
  const waiting = [root]
  let budget = file.pageCount * file.pageLength
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const page = file.page(number)
    if (page === undefined || used[number] === 1) continue
    used[number] = 1
    const start = number === 1 ? fileHeader : 0
    if (page[start] === pageTypes.leaf) {
      for (const cell of cellsOf(page, start + 8, page.readUInt16BE(start + 3))) {
        const payload = payloadOf(file, page, cell, limit, used)
        if (payload === undefined) continue
        budget -= payload.length
        if (budget < 0) return
        yield payload
      }
    } else if (page[start] === pageTypes.interior) {
      waiting.push(page.readUInt32BE(start + 8))
      for (const cell of cellsOf(page, start + 12, page.readUInt16BE(start + 3))) {
        if (cell + 4 <= page.length) waiting.push(page.readUInt32BE(cell))
      }
    }
  }
}

/** Where the cells of a page start: two bytes each, from `at`. */
function* cellsOf(page: Buffer, at: number, count: number): Generator<number> {
  for (let i = 0; i < count && at + 2 * i + 2 <= page.length; i++) yield page.readUInt16BE(at + 2 * i)
}

/** A leaf's cell: the row's length, its number, and the row, or its beginning and the first of a chain of pages with the rest. */
function payloadOf(
  { usable, page: pageAt }: SqliteFile,
  page: Buffer,
  cell: number,
  limit: number,
  used: Uint8Array,
): Buffer | undefined {
  const length = readVarint(page, cell)
  const row = length && readVarint(page, length.end)
  if (row === undefined || length === undefined || length.value > limit) return undefined
  const local = localLength(length.value, usable)
  if (row.end + local > usable) return undefined
  const pieces = [page.subarray(row.end, row.end + local)]
  let held = local
  let next = held < length.value && row.end + local + 4 <= page.length ? page.readUInt32BE(row.end + local) : 0
  while (held < length.value) {
    const overflow = pageAt(next)
    if (overflow === undefined || used[next] === 1) return undefined
    used[next] = 1
    const here = Math.min(usable - 4, length.value - held)
    pieces.push(overflow.subarray(4, 4 + here))
    held += here
    next = overflow.readUInt32BE(0)
  }
  return Buffer.concat(pieces)
}

/** How much of a row stands on the leaf itself (https://www.sqlite.org/fileformat2.html#b_tree_pages, for table leaves). */
function localLength(length: number, usable: number): number {
  const most = usable - 35
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  return fitting <= most ? fitting : least
}
