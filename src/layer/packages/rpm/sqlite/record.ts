import { readVarint } from './varint.js'

/** Text is a byte string; undefined stands for NULL and for what is of no use here. */
type Column = Buffer | string | number | undefined

/** Bytes of the integers of serial types 0 to 9; the floating-point number (7) is passed over. */
const integerLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]
const mostColumns = 100

/**
 * The columns of a row (https://www.sqlite.org/fileformat2.html#record_format): a head with the types of all columns, then their values. As
 * many as can be read.
 */
export function readRecord(payload: Buffer): Column[] {
  const columns: Column[] = []
  const head = readVarint(payload, 0)
  if (head === undefined) return columns
  let value = head.value
  for (let at = head.end; at < head.value && columns.length < mostColumns; ) {
    const type = readVarint(payload, at)
    if (type === undefined) return columns
    const length = type.value >= 12 ? Math.floor((type.value - 12) / 2) : (integerLengths[type.value] ?? 0)
    if (value + length > payload.length) return columns
    columns.push(columnOf(payload.subarray(value, value + length), type.value))
    value += length
    at = type.end
  }
  return columns
}

function columnOf(bytes: Buffer, type: number): Column {
  if (type >= 12) return type % 2 === 0 ? bytes : bytes.toString('latin1')
  if (type >= 1 && type <= 5) return bytes.readIntBE(0, bytes.length)
  return type === 8 ? 0 : type === 9 ? 1 : undefined
}
