import type { HeaderBlobs } from './header.js'

/** Little-endian numbers of four letters each: `RpmP`, `Slot`, `BlbS`. */
const magics = { database: 0x506d7052, slot: 0x746f6c53, blob: 0x53626c42 } as const
const pageLength = 4096
/** Of a slot, of a blob's head, and the unit in which blobs are placed. */
const unit = 16
/** The first two slots are the database's head. */
const headSlots = 2

/**
 * Reads RPM's own database (`lib/backend/ndb/rpmpkg.c`): a head with the number of pages of slots; slots with a package's number and the place
 * of its blob; and blobs, each behind a head of its own with its length.
 */
export const ndbBlobs: HeaderBlobs = function* (database, limit) {
  if (database.length < pageLength || database.readUInt32LE(0) !== magics.database) return
  const slots = (database.readUInt32LE(12) * pageLength) / unit
  let budget = database.length
  for (let slot = headSlots; slot < slots && (slot + 1) * unit <= database.length; slot++) {
    const at = slot * unit
    const packageNumber = database.readUInt32LE(at + 4)
    if (database.readUInt32LE(at) !== magics.slot || packageNumber === 0) continue
    const start = database.readUInt32LE(at + 8) * unit
    if (start + unit > database.length || database.readUInt32LE(start) !== magics.blob) continue
    const length = database.readUInt32LE(start + 12)
    const end = start + unit + length
    budget -= length
    if (budget < 0) return
    if (database.readUInt32LE(start + 4) !== packageNumber || length > limit || end > database.length) continue
    yield database.subarray(start + unit, end)
  }
}
