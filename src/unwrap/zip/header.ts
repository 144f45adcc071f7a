import type { RandomAccess } from '../bytes/random-access.js'

/** What a local header or an entry of the central directory says of a file. APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.4. */
export type ZipHeader = {
  /** A byte string, as stored. */
  name: string
  method: number
  isEncrypted: boolean
  /** Sizes stand behind the data, and are 0 here. */
  hasDescriptor: boolean
  compressedSize: number
  size: number
}

/** An entry of the central directory. `offset`: of its local header, from the start of the archive. */
export type DirectoryEntry = ZipHeader & { offset: number }

/** A local header. `dataStart`: where its data stands in what it was read from. */
export type LocalEntry = ZipHeader & { dataStart: number }

export const localSignature = 0x04034b50
const directorySignature = 0x02014b50

const localLength = 30
/** What most headers take with their names; so each is read at once. In bytes. */
const usualLength = 256
const directoryLength = 46
const fourBytes = 0xffffffff

/** The local header at `at`, or undefined where there is none whole. */
export function readLocalHeader(source: RandomAccess, at: number): LocalEntry | undefined {
  const start = source.read(at, usualLength)
  if (start.length < localLength || start.readUInt32LE(0) !== localSignature) return undefined
  const nameEnd = localLength + start.readUInt16LE(26)
  const length = nameEnd + start.readUInt16LE(28)
  const bytes = length <= start.length ? start : source.read(at, length)
  if (bytes.length < length) return undefined
  const entry = {
    ...commonFields(bytes, 6),
    name: bytes.toString('latin1', localLength, nameEnd),
    dataStart: at + length,
  }
  if (!isWide(entry)) return entry
  const [size, compressedSize] = wideFields(bytes.subarray(nameEnd, length), [entry.size, entry.compressedSize])
  return { ...entry, size: size!, compressedSize: compressedSize! }
}

/** Where the data of an entry begins, if its local header says just what the directory does; undefined if a closer look is needed. */
export function dataBehind(source: RandomAccess, entry: DirectoryEntry): number | undefined {
  const { name, offset } = entry
  const bytes = source.read(offset, usualLength)
  const nameEnd = localLength + name.length
  if (bytes.length < nameEnd || bytes.readUInt32LE(0) !== localSignature) return undefined
  const flags = bytes.readUInt16LE(6)
  const size = bytes.readUInt32LE(18)
  const isSame =
    ((flags & 1) !== 0) === entry.isEncrypted &&
    bytes.readUInt16LE(8) === entry.method &&
    (size === entry.compressedSize || (size === 0 && (flags & 8) !== 0)) &&
    bytes.readUInt16LE(26) === name.length
  if (!isSame) return undefined
  for (let at = 0; at < name.length; at++) if (bytes[localLength + at] !== name.charCodeAt(at)) return undefined
  return offset + nameEnd + bytes.readUInt16LE(28)
}

/** The entry of the central directory at `at`, and where the next one is; undefined where there is none whole. */
export function readDirectoryEntry(
  source: RandomAccess,
  at: number,
): { entry: DirectoryEntry; next: number } | undefined {
  const start = source.read(at, usualLength)
  if (start.length < directoryLength || start.readUInt32LE(0) !== directorySignature) return undefined
  const nameEnd = directoryLength + start.readUInt16LE(28)
  const extraEnd = nameEnd + start.readUInt16LE(30)
  const length = extraEnd + start.readUInt16LE(32)
  const bytes = length <= start.length ? start : source.read(at, length)
  if (bytes.length < length) return undefined
  const name = bytes.toString('latin1', directoryLength, nameEnd)
  const entry = { ...commonFields(bytes, 8), name, offset: bytes.readUInt32LE(42) }
  const next = at + length
  if (!isWide(entry) && entry.offset !== fourBytes) return { entry, next }
  const narrow = [entry.size, entry.compressedSize, entry.offset]
  const [size, compressedSize, offset] = wideFields(bytes.subarray(nameEnd, extraEnd), narrow)
  return { entry: { ...entry, size: size!, compressedSize: compressedSize!, offset: offset! }, next }
}

function isWide({ size, compressedSize }: Pick<ZipHeader, 'size' | 'compressedSize'>): boolean {
  return size === fourBytes || compressedSize === fourBytes
}

/** The fields from the flags on, which stand in the same order in both. */
function commonFields(bytes: Buffer, at: number): Omit<ZipHeader, 'name'> {
  const flags = bytes.readUInt16LE(at)
  return {
    isEncrypted: (flags & 1) !== 0,
    hasDescriptor: (flags & 8) !== 0,
    method: bytes.readUInt16LE(at + 2),
    compressedSize: bytes.readUInt32LE(at + 12),
    size: bytes.readUInt32LE(at + 16),
  }
}

/** Where a field is all ones, the zip64 extra field (section 4.5.3) holds it in eight bytes; in the given order. */
function wideFields(extra: Buffer, narrow: number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) return widened(extra.subarray(at + 4, end), narrow)
    at = end
  }
  return narrow
}

function widened(wide: Buffer, narrow: number[]): number[] {
  let at = 0
  return narrow.map((value) => {
    if (value !== fourBytes || at + 8 > wide.length) return value
    at += 8
    return Number(wide.readBigUInt64LE(at - 8))
  })
}

/** Whether this is a local header, and not four bytes that stand somewhere by chance. */
export function isPlausible({ name, method }: LocalEntry): boolean {
  return method <= 99 && name.length > 0 && name.length <= 4096 && !/[\x00-\x1f]/.test(name)
}
