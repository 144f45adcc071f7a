import type { TarEntryType } from './entry.js'

export const blockSize = 512

/** The format as Go's `archive/tar` tells them apart; only GNU headers have sparse maps, GNU and v7 ones have no prefix. */
type HeaderFormat = 'v7' | 'ustar' | 'star' | 'gnu'

/** One header block, as it says itself, before extension headers change it. Strings are byte strings. */
export type TarHeader = {
  format: HeaderFormat
  typeFlag: string
  name: string
  linkName: string
  size: number
  mode: number
  uid: number
  gid: number
  mtime: number
  /** Old GNU sparse file with more map blocks before the body. */
  moreSparseMap: boolean
}

/**
 * Reads a 512-byte header block, or says undefined if its checksum or its size is wrong. Fields as in POSIX pax
 * (https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html) and GNU tar (https://www.gnu.org/software/tar/manual/html_node/Standard.html);
 * leniency as in Go's `archive/tar`, which unpacks what container engines unpack: both checksum sums, padded numbers, base-256.
 */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (!checksumFits(block)) return undefined
  const size = readNumber(block, 124, 12)
  if (size === undefined || size < 0) return undefined
  const format = formatOf(block)
  const prefix = prefixOf(block, format)
  const name = readString(block, 0, 100)
  const typeFlag = String.fromCharCode(block[156]!)
  return {
    format,
    typeFlag,
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: readString(block, 157, 100),
    size,
    mode: readNumber(block, 100, 8) ?? 0,
    uid: readNumber(block, 108, 8) ?? 0,
    gid: readNumber(block, 116, 8) ?? 0,
    mtime: readNumber(block, 136, 12) ?? 0,
    moreSparseMap: typeFlag === 'S' && format === 'gnu' && block[482] !== 0,
  }
}

/** The entry type of a flag. Container runtimes take '7' (contiguous) and 'S' (sparse) as regular files or not at all. */
export function entryTypeOf(typeFlag: string, name: string): TarEntryType {
  if (typeFlag === '\0') return name.endsWith('/') ? 'directory' : 'file'
  return entryTypes.get(typeFlag) ?? 'other'
}

const entryTypes = new Map<string, TarEntryType>([
  ['0', 'file'],
  ['1', 'link'],
  ['2', 'symlink'],
  ['3', 'character-device'],
  ['4', 'block-device'],
  ['5', 'directory'],
  ['6', 'fifo'],
  ['7', 'file'],
  ['S', 'file'],
])

/** Kinds whose body is empty whatever their header's size says: else a link with a size would hide the entry after it. */
export function hasBody(type: TarEntryType): boolean {
  return type === 'file' || type === 'other'
}

export function isZeroFilled(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false
  return true
}

/** The NUL-terminated byte string in a field. */
function readString(block: Buffer, start: number, length: number): string {
  if (block[start] === 0) return ''
  const end = block.indexOf(0, start)
  return block.toString('latin1', start, end === -1 || end > start + length ? start + length : end)
}

function formatOf(block: Buffer): HeaderFormat {
  const magic = block.toString('latin1', 257, 265)
  if (magic === 'ustar  \0') return 'gnu'
  if (!magic.startsWith('ustar\0')) return 'v7'
  return block.toString('latin1', 508, 512) === 'tar\0' ? 'star' : 'ustar'
}

function prefixOf(block: Buffer, format: HeaderFormat): string {
  if (format === 'ustar') return readString(block, 345, 155)
  if (format === 'star') return readString(block, 345, 131)
  return ''
}

/** The checksum field counts as eight spaces; old writers added signed bytes. */
function checksumFits(block: Buffer): boolean {
  const stored = readOctal(block, 148, 8)
  if (stored === undefined) return false
  let unsigned = 8 * 32
  let signed = 8 * 32
  for (let i = 0; i < blockSize; i++) {
    if (i === 148) i = 156
    const byte = block[i]!
    unsigned += byte
    signed += byte < 128 ? byte : byte - 256
  }
  return stored === unsigned || stored === signed
}

/** An octal or base-256 number; undefined if it is neither or beyond what a double holds exactly. */
function readNumber(block: Buffer, start: number, length: number): number | undefined {
  return block[start]! & 0x80 ? readBase256(block, start, length) : readOctal(block, start, length)
}

/** Two's complement, big-endian, the top bit being the mark. */
function readBase256(block: Buffer, start: number, length: number): number | undefined {
  const inverted = block[start]! & 0x40 ? 0xff : 0
  let value = (block[start]! ^ inverted) & 0x7f
  for (let i = start + 1; i < start + length; i++) {
    value = value * 256 + (block[i]! ^ inverted)
    if (value > Number.MAX_SAFE_INTEGER) return undefined
  }
  return inverted ? -1 - value : value
}

/** Octal digits between spaces and NULs; all blank is 0. */
function readOctal(block: Buffer, start: number, length: number): number | undefined {
  let at = start
  let end = start + length
  while (at < end && isBlank(block[at]!)) at++
  while (end > at && isBlank(block[end - 1]!)) end--
  let value = 0
  for (; at < end && block[at] !== 0; at++) {
    const digit = block[at]! - 0x30
    if (digit < 0 || digit > 7) return undefined
    value = value * 8 + digit
  }
  return value
}

function isBlank(byte: number): boolean {
  return byte === 0 || byte === 0x20
}
