/**
 * The first OpenPGP packet: its type and its body. Undefined if the bytes are none, if it is cut off, or if its length
 * is not told in one piece.
 * Source: RFC 9580, section 4.2 (both header formats).
 */
export function readPgpPacket(bytes: Buffer): { tag: number; body: Buffer } | undefined {
  const first = bytes[0]
  if (first === undefined || first < 0x80) return undefined
  const isNew = (first & 0x40) !== 0
  const extent = isNew ? newLength(bytes) : oldLength(bytes, first & 3)
  if (extent === undefined || extent.start + extent.length > bytes.length) return undefined
  const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f
  return { tag, body: bytes.subarray(extent.start, extent.start + extent.length) }
}

function newLength(bytes: Buffer): { start: number; length: number } | undefined {
  const one = bytes[1]
  if (one === undefined) return undefined
  if (one < 192) return { start: 2, length: one }
  if (one < 224) return bytes.length < 3 ? undefined : { start: 3, length: ((one - 192) << 8) + bytes[2]! + 192 }
  if (one < 255 || bytes.length < 6) return undefined
  return { start: 6, length: bytes.readUInt32BE(2) }
}

function oldLength(bytes: Buffer, kind: number): { start: number; length: number } | undefined {
  const size = [1, 2, 4][kind]
  if (size === undefined || bytes.length < 1 + size) return undefined
  return { start: 1 + size, length: bytes.readUIntBE(1, size) }
}
