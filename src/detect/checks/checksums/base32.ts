const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** The bytes of base32 (RFC 4648, section 6) of either case, without padding; bits that fill no byte are dropped. Nothing if it is none. */
export function decodeBase32(text: string): Buffer | undefined {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8))
  let bits = 0
  let held = 0
  let next = 0
  for (const char of text.toLowerCase()) {
    const digit = alphabet.indexOf(char)
    if (digit < 0) return undefined
    held = ((held << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[next++] = (held >> bits) & 0xff
    }
  }
  return bytes
}
