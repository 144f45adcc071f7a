/** Bytes behind a member: its checksum and its size. */
export const gzipTrailerLength = 8
/** A header is not this long; whoever needs more is no gzip. In bytes. */
const longestHeader = 128 * 1024

const fixedLength = 10
const hasChecksum = 2
const hasExtra = 4
const hasName = 8
const hasComment = 16
const reserved = 0xe0

/** The length of the gzip header that begins here (RFC 1952, section 2.3); `more` if it is not whole yet, undefined if there is none. */
export function gzipHeaderLength(bytes: Buffer): number | 'more' | undefined {
  for (const [at, byte] of [0x1f, 0x8b, 8].entries()) {
    if (at >= bytes.length) return 'more'
    if (bytes[at] !== byte) return undefined
  }
  if (bytes.length < fixedLength) return 'more'
  const flags = bytes[3]!
  if ((flags & reserved) !== 0) return undefined
  let length: number | 'more' = fixedLength
  if (flags & hasExtra) length = bytes.length < length + 2 ? 'more' : length + 2 + bytes.readUInt16LE(length)
  if (flags & hasName) length = behindText(bytes, length)
  if (flags & hasComment) length = behindText(bytes, length)
  if (flags & hasChecksum && length !== 'more') length += 2
  if (length !== 'more' && length <= bytes.length) return length
  return bytes.length > longestHeader ? undefined : 'more'
}

function behindText(bytes: Buffer, at: number | 'more'): number | 'more' {
  const end = at === 'more' || at > bytes.length ? -1 : bytes.indexOf(0, at)
  return end === -1 ? 'more' : end + 1
}
