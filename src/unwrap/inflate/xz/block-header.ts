import { crc32 } from 'node:zlib'
import type { Reading } from '../../reading.js'
import { maxDictionaryBytes } from './lzma-decoder.js'

/** What is to be done with a block. `filters`: what was done to the bytes before they were compressed, by number. */
export type BlockHeader = { dictionaryBytes: number; filters: number[] }

const lzma2 = 0x21
/** What the last filter may be. Any other number is one that is not known. */
const mostFilters = 4

/** A number of seven bits a byte, the lowest first; undefined if it is cut off or too large to be a length. Section 1.2. */
function readVarint(bytes: Buffer, at: number): { value: number; next: number } | undefined {
  let value = 0
  for (let place = 0; place < 7; place++) {
    const byte = bytes[at + place]
    if (byte === undefined) return undefined
    value += (byte & 0x7f) * 2 ** (7 * place)
    if (byte < 0x80) return { value, next: at + place + 1 }
  }
  return undefined
}

/** Reads a block's header, whose length was read (The .xz file format, section 3.1). */
export function* readBlockHeader(sizeByte: number): Reading<BlockHeader | 'cut' | 'corrupt' | 'huge'> {
  const length = sizeByte * 4 + 3
  const rest = yield length
  if (rest.length < length) return 'cut'
  const fields = rest.subarray(0, -4)
  if (crc32(fields, crc32(Buffer.from([sizeByte]))) !== rest.readUInt32LE(length - 4)) return 'corrupt'
  const flags = fields[0]!
  if ((flags & 0x3c) !== 0) return 'corrupt'
  let at = 1
  // The sizes of the block, packed and unpacked, which the block itself tells as well.
  for (const has of [flags & 0x40, flags & 0x80]) {
    if (has === 0) continue
    const size = readVarint(fields, at)
    if (size === undefined) return 'corrupt'
    at = size.next
  }
  return readFilters(fields, at, (flags & 3) + 1)
}

function readFilters(fields: Buffer, start: number, count: number): BlockHeader | 'corrupt' | 'huge' {
  const filters: number[] = []
  let at = start
  for (let index = 0; index < Math.min(count, mostFilters); index++) {
    const id = readVarint(fields, at)
    const size = id && readVarint(fields, id.next)
    if (size === undefined || size.next + size.value > fields.length) return 'corrupt'
    const properties = fields.subarray(size.next, size.next + size.value)
    at = size.next + size.value
    if (index < count - 1) filters.push(id!.value)
    else if (id!.value !== lzma2 || properties.length !== 1) return 'corrupt'
    else return withDictionary(properties[0]!, filters)
  }
  return 'corrupt'
}

/** The size of the dictionary is 2 or 3 times a power of two. Section 5.3.1. */
function withDictionary(bits: number, filters: number[]): BlockHeader | 'corrupt' | 'huge' {
  if (bits > 40) return 'corrupt'
  const dictionaryBytes = (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11)
  return dictionaryBytes > maxDictionaryBytes ? 'huge' : { dictionaryBytes, filters }
}
