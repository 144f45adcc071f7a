/** Longest PEM block, in bytes, with its first and last lines. */
const longestPem = 65_536

const dashes = Buffer.from('-----')

/**
 * Where a PEM block that begins at `start` ends. If its last line is missing (the next dashes belong to another block,
 * or there are none), it ends with the last byte that base64, line breaks and what joins them may consist of.
 */
export function pemEnd(bytes: Buffer, start: number, length: number, label: string): number {
  const limit = Math.min(length, start + longestPem)
  const bodyStart = start + `-----BEGIN ${label}-----`.length
  const end = `-----END ${label}-----`
  const at = bytes.subarray(0, limit).indexOf(dashes, bodyStart)
  if (at >= 0 && bytes.toString('latin1', at, Math.min(limit, at + end.length)) === end) return at + end.length
  let last = bodyStart
  for (let next = bodyStart; next < (at < 0 ? limit : at) && plausible[bytes[next]!] === 1; next++) {
    if (bytes[next]! > 0x20) last = next + 1
  }
  return last
}

const plausible = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9+/=\s\\:,"'#-]/.test(String.fromCharCode(byte)) ? 1 : 0,
)
