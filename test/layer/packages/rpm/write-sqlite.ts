const length = 4096

const varint = (value: number): Buffer => {
  const bytes = [value & 0x7f]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 0x7f) | 0x80)
  return Buffer.from(bytes)
}

/** A row (https://www.sqlite.org/fileformat2.html#record_format); numbers up to 127. */
function record(columns: readonly (string | Buffer | number | null)[]): Buffer {
  const types = columns.map((one) => {
    if (one === null) return varint(0)
    return typeof one === 'number'
      ? varint(1)
      : varint(2 * Buffer.byteLength(one) + (typeof one === 'string' ? 13 : 12))
  })
  const values = columns.map((one) => {
    if (one === null) return Buffer.alloc(0)
    return typeof one === 'number' ? Buffer.from([one]) : Buffer.from(one)
  })
  const head = Buffer.concat(types)
  return Buffer.concat([varint(head.length + 1), head, ...values])
}

/** An SQLite database with RPM's table: an inner page over leaves of one row each. */
export function sqliteDatabase(blobs: readonly Buffer[]): Buffer {
  const pages = [Buffer.alloc(length), Buffer.alloc(length)]
  const schema = record(['table', 'Packages', 'Packages', 2, 'CREATE TABLE x'])
  leaf(pages, pages[0]!, 100, [schema])
  pages[0]!.write('SQLite format 3\0', 0, 'latin1')
  pages[0]!.writeUInt16BE(length, 16)
  const leaves = blobs.map((blob) => {
    const page = Buffer.alloc(length)
    pages.push(page)
    const number = pages.length
    leaf(pages, page, 0, [record([null, blob])])
    return number
  })
  const root = pages[1]!
  root[0] = 5
  const last = leaves.pop() ?? 0
  root.writeUInt32BE(last, 8)
  root.writeUInt16BE(leaves.length, 3)
  for (const [i, child] of leaves.entries()) {
    const at = length - 5 * (i + 1)
    root.writeUInt32BE(child, at)
    root[at + 4] = i + 1
    root.writeUInt16BE(at, 12 + 2 * i)
  }
  return Buffer.concat(pages)
}

/** Writes rows from the end of the page upwards; what is too long goes on to pages that are added. */
function leaf(pages: Buffer[], page: Buffer, start: number, rows: readonly Buffer[]): void {
  page[start] = 13
  page.writeUInt16BE(rows.length, start + 3)
  let free = length
  for (const [i, row] of rows.entries()) {
    const local = localLength(row.length)
    const isLong = local < row.length
    const cell = Buffer.concat([
      varint(row.length),
      varint(i + 1),
      row.subarray(0, local),
      Buffer.alloc(isLong ? 4 : 0),
    ])
    if (isLong) cell.writeUInt32BE(pages.length + 1, cell.length - 4)
    for (let at = local; at < row.length; at += length - 4) {
      const overflow = Buffer.alloc(length)
      row.copy(overflow, 4, at, at + length - 4)
      pages.push(overflow)
      if (at + length - 4 < row.length) overflow.writeUInt32BE(pages.length + 1, 0)
    }
    free -= cell.length
    cell.copy(page, free)
    page.writeUInt16BE(free, start + 8 + 2 * i)
  }
}

function localLength(row: number): number {
  const least = Math.floor(((length - 12) * 32) / 255) - 23
  if (row <= length - 35) return row
  const fitting = least + ((row - least) % (length - 4))
  return fitting <= length - 35 ? fitting : least
}
