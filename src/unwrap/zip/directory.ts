import { type DirectoryEntry, readDirectoryEntry } from './header.js'

/** The central directory: what it names, where its bytes are, and whether all of it could be read. */
export type ZipDirectory = {
  entries: DirectoryEntry[]
  start: number
  end: number
  isWhole: boolean
}

const endSignature = 0x06054b50
const endLength = 22
const locatorSignature = 0x07064b50
const locatorLength = 20
const end64Signature = 0x06064b50
const end64Length = 56
/** The comment behind the end record is this long at most. */
const longestComment = 0xffff

/** Whether the bytes end as a zip does; what stands before it may be anything (a shell script that unpacks itself). */
export function endsAsZip(bytes: Buffer): boolean {
  return findEnd(bytes) !== -1
}

/**
 * Reads the central directory by the record at the end (APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16). Undefined if there is no such record.
 * Offsets are corrected for what stands before the archive. `maxEntries`: more are not read.
 */
export function readDirectory(bytes: Buffer, maxEntries: number): ZipDirectory | undefined {
  const end = findEnd(bytes)
  if (end === -1) return undefined
  const { count, size, offset, at } = readEnd64(bytes, end) ?? {
    count: bytes.readUInt16LE(end + 10),
    size: bytes.readUInt32LE(end + 12),
    offset: bytes.readUInt32LE(end + 16),
    at: end,
  }
  // The directory stands right before its end record; a stub before the archive shifts it away from the offset that is told.
  const start = size <= at ? at - size : offset
  const shift = start - offset
  const entries: DirectoryEntry[] = []
  let next = start
  while (entries.length < maxEntries) {
    const read = next < at ? readDirectoryEntry(bytes, next) : undefined
    if (read === undefined) break
    entries.push({ ...read.entry, offset: read.entry.offset + shift })
    next = read.next
  }
  // Old writers count modulo 65536.
  return { entries, start, end: next, isWhole: entries.length % 0x10000 === count % 0x10000 }
}

/** The last end record whose comment reaches just to the end; else the last one of all. */
function findEnd(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - endLength - longestComment)
  let last = -1
  for (let at = bytes.length - endLength; at >= from; at--) {
    if (bytes[at] !== 0x50 || bytes.readUInt32LE(at) !== endSignature) continue
    if (at + endLength + bytes.readUInt16LE(at + 20) === bytes.length) return at
    if (last === -1) last = at
  }
  return last
}

function readEnd64(bytes: Buffer, end: number) {
  const locator = end - locatorLength
  if (locator < 0 || bytes.readUInt32LE(locator) !== locatorSignature) return undefined
  const told = Number(bytes.readBigUInt64LE(locator + 8))
  const at = [told, locator - end64Length].find(
    (at) => at >= 0 && at + end64Length <= bytes.length && bytes.readUInt32LE(at) === end64Signature,
  )
  if (at === undefined) return undefined
  return {
    count: Number(bytes.readBigUInt64LE(at + 32)),
    size: Number(bytes.readBigUInt64LE(at + 40)),
    offset: Number(bytes.readBigUInt64LE(at + 48)),
    at,
  }
}
