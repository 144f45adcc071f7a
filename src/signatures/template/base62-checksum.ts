import { crc32 } from 'node:zlib'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * The checksum that GitHub's and npm's tokens end in: the CRC32 of `body` (a byte string) as six base62 digits, most significant first,
 * padded with `0`.
 * Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function base62Checksum(body: string): string {
  let rest = crc32(Buffer.from(body, 'latin1'))
  let digits = ''
  while (digits.length < 6) {
    digits = alphabet[rest % 62] + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}
