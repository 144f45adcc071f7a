import type { Database } from './pages.js'

/** A value of a row. Whole numbers are told as text, others and null not at all. */
export type SqliteValue = { kind: 'text'; text: Buffer } | { kind: 'blob'; bytes: Buffer }

/** The number that begins at `at`, and where it ends (section 1.6, "varint"). Numbers beyond 2^53 lose precision. */
function readVarint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i] ?? 0
    if (i === 8) return { value: value * 256 + byte, next: at + 9 }
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: at + i + 1 }
  }
  return { value, next: at + 9 }
}

/** The payload of the cell at `at`: what stands in the page, with its overflow pages (section 1.6). Undefined if it makes no sense. */
export function readPayload(database: Database, at: number, isTable: boolean): Buffer | undefined {
  const { bytes, usable } = database
  const length = readVarint(bytes, at)
  const start = isTable ? readVarint(bytes, length.next).next : length.next
  if (length.value > bytes.length) return undefined
  const local = localLength(length.value, usable, isTable)
  const first = bytes.subarray(start, start + local)
  return local === length.value ? first : withOverflow(database, first, start + local, length.value)
}

function localLength(payload: number, usable: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (payload <= most) return payload
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((payload - least) % (usable - 4))
  return fitting <= most ? fitting : least
}

function withOverflow({ bytes, pageSize, usable, pages }: Database, first: Buffer, at: number, length: number): Buffer {
  const parts = [first]
  let left = length - first.length
  let page = at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0
  while (left > 0 && page > 0 && page <= pages) {
    const start = (page - 1) * pageSize
    const part = bytes.subarray(start + 4, start + 4 + Math.min(left, usable - 4))
    parts.push(part)
    left -= part.length
    page = bytes.readUInt32BE(start)
  }
  return Buffer.concat(parts)
}

/** SQLite takes no more columns, however it is built (https://www.sqlite.org/limits.html). */
const maxValues = 32_767

/** The values of a record (section 2.1); those that are cut off are left out. */
export function readRecord({ encoding }: Database, payload: Buffer): (SqliteValue | undefined)[] {
  const header = readVarint(payload, 0)
  const values: (SqliteValue | undefined)[] = []
  let body = header.value
  for (
    let at = header.next;
    at < header.value && at < payload.length && body <= payload.length && values.length < maxValues;
  ) {
    const { value: type, next } = readVarint(payload, at)
    at = next
    const length = lengthOf(type)
    values.push(toValue(type, payload.subarray(body, body + length), encoding))
    body += length
  }
  return values
}

function lengthOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type]!
}

function toValue(type: number, bytes: Buffer, encoding: Database['encoding']): SqliteValue | undefined {
  if (type >= 12 && type % 2 === 0) return { kind: 'blob', bytes }
  if (type >= 13) return { kind: 'text', text: utf8Of(bytes, encoding) }
  if (type >= 1 && type <= 6 && bytes.length > 0 && bytes.length <= 6) {
    return { kind: 'text', text: Buffer.from(String(bytes.readIntBE(0, bytes.length))) }
  }
  if (type === 8 || type === 9) return { kind: 'text', text: Buffer.from(String(type - 8)) }
  return undefined
}

function utf8Of(bytes: Buffer, encoding: Database['encoding']): Buffer {
  if (encoding === 'utf-8') return bytes
  const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  return Buffer.from(encoding === 'utf-16be' ? whole.swap16().toString('utf16le') : whole.toString('utf16le'), 'utf8')
}
