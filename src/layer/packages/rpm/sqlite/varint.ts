/**
 * A number of one to nine bytes, seven bits each, and where it ends (https://www.sqlite.org/fileformat2.html#varint). Undefined if it
 * is cut off or larger than any size in a file.
 */
export function readVarint(bytes: Buffer, start: number): { value: number; end: number } | undefined {
  let value = 0
  for (let at = start; at < start + 8 && at < bytes.length; at++) {
    const byte = bytes[at]!
    value = value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER) return undefined
    if (byte < 0x80) return { value, end: at + 1 }
  }
  return undefined
}
