import type { HeaderBlobs } from './header.js'

/** Of Berkeley DB (`src/dbinc/db_page.h`): the magic of a hash database, types of pages, and of items on a page. */
const hashMagic = 0x00061561
const pageTypes = { unsortedHash: 2, overflow: 7, hash: 13 } as const
const offPage = 3
const pageHead = 26
const offPageLength = 12

type Pages = {
  length: number
  count: number
  u16: (at: number) => number
  u32: (at: number) => number
  bytes: Buffer
}

/**
 * Reads a hash database of Berkeley DB, as RPM kept it up to 4.15: pages with pairs of items, a key and a value. A header is too long to
 * stand beside its key, so its value tells the first of a chain of pages. Both byte orders occur.
 */
export const berkeleyBlobs: HeaderBlobs = function* (database, limit) {
  const pages = openPages(database)
  if (pages === undefined) return
  // Each page is in one chain at most, so that no database gives more than it holds.
  const used = new Uint8Array(pages.count)
  for (let page = 1; page < pages.count; page++) {
    const start = page * pages.length
    const type = pages.bytes[start + 25]
    if (type !== pageTypes.hash && type !== pageTypes.unsortedHash) continue
    const items = Math.min(pages.u16(start + 20), (pages.length - pageHead) / 2)
    for (let item = 1; item < items; item += 2) {
      const at = pages.u16(start + pageHead + 2 * item)
      if (at + offPageLength > pages.length || pages.bytes[start + at] !== offPage) continue
      const length = pages.u32(start + at + 8)
      const blob = length <= limit ? chainOf(pages, pages.u32(start + at + 4), length, used) : undefined
      if (blob !== undefined) yield blob
    }
  }
}

function openPages(bytes: Buffer): Pages | undefined {
  if (bytes.length < 512) return undefined
  const isLittle = bytes.readUInt32LE(12) === hashMagic
  if (!isLittle && bytes.readUInt32BE(12) !== hashMagic) return undefined
  const u16 = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const u32 = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const length = u32(20)
  const isSize = length >= 512 && length <= 65_536 && (length & (length - 1)) === 0
  return isSize ? { length, count: Math.floor(bytes.length / length), u16, u32, bytes } : undefined
}

/** The value that begins on this page, if its chain is whole. */
function chainOf(pages: Pages, first: number, length: number, used: Uint8Array): Buffer | undefined {
  const pieces: Buffer[] = []
  let held = 0
  for (let page = first; held < length; ) {
    if (page === 0 || page >= pages.count || used[page] === 1) return undefined
    used[page] = 1
    const start = page * pages.length
    if (pages.bytes[start + 25] !== pageTypes.overflow) return undefined
    const here = Math.min(pages.u16(start + 22), pages.length - pageHead, length - held)
    pieces.push(pages.bytes.subarray(start + pageHead, start + pageHead + here))
    held += here
    page = pages.u32(start + 16)
  }
  return Buffer.concat(pieces)
}
