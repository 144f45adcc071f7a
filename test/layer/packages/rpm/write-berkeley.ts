const length = 4096
const head = 26

/** A hash database of Berkeley DB with one page of pairs, whose values stand on chains of pages of their own. */
export function berkeleyDatabase(blobs: readonly Buffer[], isLittle = true): Buffer {
  const pages: Buffer[] = []
  const u32 = (page: Buffer, value: number, at: number) =>
    isLittle ? page.writeUInt32LE(value, at) : page.writeUInt32BE(value, at)
  const u16 = (page: Buffer, value: number, at: number) =>
    isLittle ? page.writeUInt16LE(value, at) : page.writeUInt16BE(value, at)
  const addPage = (type: number) => {
    const page = Buffer.alloc(length)
    page[25] = type
    u32(page, pages.length, 8)
    pages.push(page)
    return page
  }
  const meta = addPage(8)
  u32(meta, 0x061561, 12)
  u32(meta, 9, 16)
  u32(meta, length, 20)
  const pairs = addPage(13)
  u16(pairs, 2 * blobs.length, 20)
  let free = length
  for (const [i, blob] of blobs.entries()) {
    free -= 5
    pairs[free] = 1
    pairs.writeUInt32LE(i + 1, free + 1)
    u16(pairs, free, head + 4 * i)
    free -= 12
    pairs[free] = 3
    u32(pairs, pages.length, free + 4)
    u32(pairs, blob.length, free + 8)
    u16(pairs, free, head + 4 * i + 2)
    for (let at = 0; at < blob.length; at += length - head) {
      const page = addPage(7)
      const piece = blob.subarray(at, at + length - head)
      piece.copy(page, head)
      u16(page, piece.length, 22)
      if (at + piece.length < blob.length) u32(page, pages.length, 16)
    }
  }
  u32(meta, pages.length - 1, 32)
  return Buffer.concat(pages)
}
