import type { Database } from './pages.js'

/** A value of a row. Whole numbers are told as text, others and null not at all. */
export type SqliteValue = { kind: 'text'; text: Buffer } | { kind: 'blob'; bytes: Buffer }

/** Of a row that is longer only so much is looked at, in bytes. */
const largestPayload = 64 * 1024 * 1024

const longestVarint = 9

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
  const { source, usable } = database
  const head = source.read(at, 2 * longestVarint)
  const length = readVarint(head, 0)
  const start = at + (isTable ? readVarint(head, length.next).next : length.next)
  if (length.value > source.length) return undefined
  const local = localLength(length.value, usable, isTable)
  const first = source.read(start, local)
  if (local === length.value) return first
  if (length.value > largestPayload) database.cutRows.add(at)
  return withOverflow(database, first, start + local, length.value)
}

function localLength(payload: number, usable: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (payload <= most) return payload
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((payload - least) % (usable - 4))
  return fitting <= most ? fitting : least
}

/** `at`: where the number of the first overflow page stands. */
function withOverflow(database: Database, first: Buffer, at: number, length: number): Buffer {
  const { source, pageSize, usable, pages } = database
  const wanted = Math.min(length, largestPayload)
  let payload = Buffer.alloc(0)
  let filled = 0
  const add = (part: Buffer): void => {
    if (filled + part.length > payload.length) {
      const needed = filled + part.length
      // Nothing is copied twice that is large: memory that is not written to yet costs nothing.
      const larger = Buffer.allocUnsafe(needed > 2 ** 20 ? wanted : Math.min(wanted, 2 * needed))
      payload.copy(larger, 0, 0, filled)
      payload = larger
    }
    filled += part.copy(payload, filled)
  }
  add(first)
  for (let link = source.read(at, 4); link.length === 4 && filled < wanted; ) {
    const page = link.readUInt32BE(0)
    if (page === 0 || page > pages) break
    const bytes = source.read((page - 1) * pageSize, usable)
    add(bytes.subarray(4))
    link = bytes.subarray(0, 4)
  }
  return payload.subarray(0, filled)
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
