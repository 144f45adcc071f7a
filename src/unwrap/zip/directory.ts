import type { RandomAccess } from '../bytes/random-access.js'
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
export function endsAsZip(source: RandomAccess): boolean {
  return findEnd(source) !== undefined
}

/**
 * Reads the central directory by the record at the end (APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16). Undefined if there is no such record.
 * Offsets are corrected for what stands before the archive. `maxEntries`: more are not read.
 */
export function readDirectory(source: RandomAccess, maxEntries: number): ZipDirectory | undefined {
  const end = findEnd(source)
  if (end === undefined) return undefined
  const { count, size, offset, at } = readEnd64(source, end.at) ?? {
    count: end.record.readUInt16LE(10),
    size: end.record.readUInt32LE(12),
    offset: end.record.readUInt32LE(16),
    at: end.at,
  }
  // The directory stands right before its end record; a stub before the archive shifts it away from the offset that is told.
  const start = size <= at ? at - size : offset
  const shift = start - offset
  const entries: DirectoryEntry[] = []
  let next = start
  while (entries.length < maxEntries) {
    const read = next < at ? readDirectoryEntry(source, next) : undefined
    if (read === undefined) break
    entries.push({ ...read.entry, offset: read.entry.offset + shift })
    next = read.next
  }
  // Old writers count modulo 65536.
  return { entries, start, end: next, isWhole: entries.length % 0x10000 === count % 0x10000 }
}

/** The last end record whose comment reaches just to the end; else the last one of all. */
function findEnd(source: RandomAccess): { at: number; record: Buffer } | undefined {
  const from = Math.max(0, source.length - endLength - longestComment)
  const bytes = source.read(from, source.length - from)
  const found = (at: number) => ({ at: from + at, record: bytes.subarray(at, at + endLength) })
  let last = -1
  for (let at = bytes.length - endLength; at >= 0; at--) {
    if (bytes[at] !== 0x50 || bytes.readUInt32LE(at) !== endSignature) continue
    if (at + endLength + bytes.readUInt16LE(at + 20) === bytes.length) return found(at)
    if (last === -1) last = at
  }
  return last === -1 ? undefined : found(last)
}

function readEnd64(source: RandomAccess, end: number) {
  const at = end - locatorLength
  const locator = source.read(at, locatorLength)
  if (locator.length < locatorLength || locator.readUInt32LE(0) !== locatorSignature) return undefined
  for (const place of [Number(locator.readBigUInt64LE(8)), at - end64Length]) {
    const record = source.read(place, end64Length)
    if (record.length < end64Length || record.readUInt32LE(0) !== end64Signature) continue
    const [count, size, offset] = [32, 40, 48].map((field) => Number(record.readBigUInt64LE(field)))
    return { count: count!, size: size!, offset: offset!, at: place }
  }
  return undefined
}
