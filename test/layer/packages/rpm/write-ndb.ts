const page = 4096
const unit = 16

/** A database of RPM's own format: one page of slots, then the blobs (`lib/backend/ndb/rpmpkg.c`). */
export function ndbDatabase(blobs: readonly Buffer[]): Buffer {
  const slots = Buffer.alloc(page)
  slots.write('RpmP', 0, 'latin1')
  slots.writeUInt32LE(1, 12)
  for (let at = 2 * unit; at < page; at += unit) slots.write('Slot', at, 'latin1')
  const pieces = [slots]
  let start = page
  for (const [i, blob] of blobs.entries()) {
    const at = (2 + i) * unit
    const length = Math.ceil((unit + blob.length + 12) / unit) * unit
    const placed = Buffer.alloc(length)
    placed.write('BlbS', 0, 'latin1')
    placed.writeUInt32LE(i + 1, 4)
    placed.writeUInt32LE(blob.length, 12)
    blob.copy(placed, unit)
    placed.write('BlbE', length - 4, 'latin1')
    slots.writeUInt32LE(i + 1, at + 4)
    slots.writeUInt32LE(start / unit, at + 8)
    slots.writeUInt32LE(length / unit, at + 12)
    pieces.push(placed)
    start += length
  }
  return Buffer.concat(pieces)
}
