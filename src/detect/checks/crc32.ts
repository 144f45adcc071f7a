import { base62Checksum } from '../../signatures/template/base62-checksum.js'
import type { Check } from './check.js'
import { looksRandom } from './random.js'

const digits = 6

/**
 * `crc32:N`: the last six characters are the base62 CRC32 of what stands between byte N and them. Public example tokens
 * mostly fail it, and older tokens may, so a failure only lowers confidence, unless the rest reads
 * like words.
 * Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export const checkCrc32: Check = ({ value, argument }) => {
  const body = value.slice(Number(argument), -digits)
  if (base62Checksum(body) === value.slice(-digits)) return { verdict: 'proven', reason: 'its checksum is right' }
  if (!looksRandom(body)) return { verdict: 'rejected' }
  return { verdict: 'doubtful', reason: 'its checksum is wrong, as in made-up examples' }
}
