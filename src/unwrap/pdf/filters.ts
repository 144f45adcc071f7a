import { inflate } from '../inflate/inflate.js'
import type { Inside } from '../inside.js'
import type { PdfIndex, PdfObject } from './objects.js'
import { isDictionary, nameOf, type PdfValue } from './values.js'

/** More of one stream is not looked at, in bytes. */
export const longestStream = 32 * 1024 * 1024
/** Filters behind each other. */
const mostFilters = 8

/** `closed`: a filter that is not undone here (pictures, encryption). `cut`: more than `longestStream`; `broken`: malformed; `bytes` is what could be read. */
export type DecodedStream = { kind: 'whole' | 'cut' | 'broken'; bytes: Buffer } | { kind: 'closed'; filter: string }

/** Undoes the filters of a stream (ISO 32000-1, section 7.4). */
export function decodeStream({ value, stream }: PdfObject, index: PdfIndex, out: Inside): DecodedStream {
  let bytes: Buffer = stream ?? Buffer.alloc(0)
  let kind: 'whole' | 'cut' | 'broken' = 'whole'
  const filters = filtersOf(value, index)
  if (filters.length > mostFilters) return { kind: 'closed', filter: 'too many filters' }
  for (const filter of filters) {
    if (filter === 'FlateDecode' || filter === 'Fl') {
      const inflated = inflateUpTo(bytes, longestStream)
      if (inflated.kind !== 'whole') kind = inflated.kind
      bytes = inflated.bytes
    } else if (filter === 'ASCIIHexDecode' || filter === 'AHx') bytes = fromHex(bytes)
    else if (filter === 'ASCII85Decode' || filter === 'A85') bytes = fromAscii85(bytes)
    else return { kind: 'closed', filter }
    out.meter.addBytes(bytes.length)
  }
  return { kind, bytes: withoutPredictor(bytes, value, index) }
}

function filtersOf(value: PdfValue, index: PdfIndex): string[] {
  const told = isDictionary(value) ? index.resolve(value.get('Filter') ?? value.get('F')) : undefined
  return (Array.isArray(told) ? told : [told]).map((one) => nameOf(index.resolve(one))).filter((name) => name !== '')
}

class Enough extends Error {}

function inflateUpTo(bytes: Buffer, limit: number): { kind: 'whole' | 'cut' | 'broken'; bytes: Buffer } {
  const parts: Buffer[] = []
  let length = 0
  try {
    const { kind } = inflate('zlib', bytes, (part) => {
      parts.push(Buffer.from(part))
      length += part.length
      if (length > limit) throw new Enough()
    })
    return { kind: kind === 'ended' ? 'whole' : 'broken', bytes: Buffer.concat(parts) }
  } catch (error) {
    if (!(error instanceof Enough)) throw error
    return { kind: 'cut', bytes: Buffer.concat(parts) }
  }
}

function fromHex(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const digits = text.slice(0, text.includes('>') ? text.indexOf('>') : text.length).replace(/[^0-9a-fA-F]/g, '')
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')
}

/** Section 7.4.3: five characters are four bytes, `z` four zeros. */
function fromAscii85(bytes: Buffer): Buffer {
  const out = Buffer.alloc(4 * bytes.length + 4)
  let length = 0
  let group = 0
  let digits = 0
  const start = bytes.toString('latin1', 0, 2) === '<~' ? 2 : 0
  for (let at = start; at < bytes.length && bytes[at] !== tilde; at++) {
    const byte = bytes[at]!
    if (byte === letterZ && digits === 0) length += 4
    if (byte < firstDigit || byte > lastDigit) continue
    group = group * 85 + byte - firstDigit
    if (++digits < 5) continue
    out.writeUInt32BE(group % 2 ** 32, length)
    length += 4
    group = 0
    digits = 0
  }
  if (digits > 1) {
    for (let i = digits; i < 5; i++) group = group * 85 + 84
    out.writeUInt32BE(group % 2 ** 32, length)
    length += digits - 1
  }
  return out.subarray(0, length)
}

const tilde = 0x7e
const letterZ = 0x7a
const firstDigit = 0x21
const lastDigit = 0x75

/** Undoes PNG's predictors (section 7.4.4.4; PNG, section 9), as object streams have them: their "pixels" are bytes. */
function withoutPredictor(bytes: Buffer, value: PdfValue, index: PdfIndex): Buffer {
  const told = isDictionary(value) ? index.resolve(value.get('DecodeParms')) : undefined
  const parameters = Array.isArray(told) ? index.resolve(told.at(-1)) : told
  const predictor = isDictionary(parameters) ? parameters.get('Predictor') : undefined
  if (!isDictionary(parameters) || typeof predictor !== 'number' || predictor < 10) return bytes
  const [columns, colors, bits] = ['Columns', 'Colors', 'BitsPerComponent'].map((key) => parameters.get(key))
  const width = typeof columns === 'number' && columns > 0 ? Math.floor(columns) : 1
  if ((colors ?? 1) !== 1 || (bits ?? 8) !== 8) return bytes
  const rows = Math.ceil(bytes.length / (width + 1))
  const out = Buffer.alloc(rows * width)
  let length = 0
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (width + 1)]!
    const line = bytes.subarray(row * (width + 1) + 1, (row + 1) * (width + 1))
    const before = length - width
    for (let i = 0; i < line.length; i++) {
      const left = i > 0 ? out[length + i - 1]! : 0
      const up = row > 0 ? out[before + i]! : 0
      const upLeft = row > 0 && i > 0 ? out[before + i - 1]! : 0
      out[length + i] = line[i]! + predicted(kind, left, up, upLeft)
    }
    length += line.length
  }
  return out.subarray(0, length)
}

function predicted(kind: number, left: number, up: number, upLeft: number): number {
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) return 0
  const guess = left + up - upLeft
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)]
  if (a <= b && a <= c) return left
  return b <= c ? up : upLeft
}
