import { crc32 } from 'node:zlib'
import { base62Checksum } from '../../../signatures/template/base62-checksum.js'
import type { Check, CheckResult } from '../check.js'
import { looksRandom } from '../random.js'

const right: CheckResult = { verdict: 'proven', reason: 'its checksum is right' }
/** Public example tokens mostly have a wrong one, and older tokens may, so a failure only lowers confidence, unless the rest is words. */
const wrong: CheckResult = { verdict: 'doubtful', reason: 'its checksum is wrong, as in made-up examples' }

/**
 * A value that ends in the CRC32 of what stands between byte N (the check's argument) and it. `write` gives it in the vendor's digits, so many of
 * them. An underscore between the two is neither's. Of values of another `form`, such as a vendor's older tokens, it says nothing.
 */
function endsInChecksum(length: number, write: (body: string) => string, form = /./): Check {
  return ({ value, argument }) => {
    if (!form.test(value)) return { verdict: 'neutral' }
    const body = value.slice(Number(argument), -length)
    if (write(body.endsWith('_') ? body.slice(0, -1) : body) === value.slice(-length)) return right
    return looksRandom(body) ? wrong : { verdict: 'rejected' }
  }
}

const sumOf = (body: string): number => crc32(Buffer.from(body, 'latin1'))

function littleEndian(body: string): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(sumOf(body))
  return bytes
}

/**
 * `crc32:N`: six base62 digits.
 * Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export const checkCrc32 = endsInChecksum(6, base62Checksum)

/**
 * `crc32-hex:N`: eight hexadecimal digits, of either case: Atlassian's and Bitbucket's tokens over all before them, Cloudflare's and Zuplo's over
 * what follows the prefix.
 * Sources: https://github.com/DataDog/dd-sensitive-data-scanner (`atlassian_token_checksum.rs`),
 * https://github.com/Samsung/CredSweeper (`value_atlassian_token_check.py`), https://zuplo.com/docs/articles/api-key-leak-detection
 */
export const checkCrc32Hex: Check = (input) => {
  const start = Number(input.argument)
  if (start > 0 && input.value[start - 1] !== '_') return { verdict: 'neutral' }
  const value = input.value.slice(0, -8) + input.value.slice(-8).toLowerCase()
  return hexadecimal({ ...input, value })
}

const hexadecimal = endsInChecksum(8, (body) => sumOf(body).toString(16).padStart(8, '0'), /[0-9a-f]{8}$/)

/**
 * `crc32-hex-reversed:N`: eight hexadecimal digits, the lowest byte first, as Grafana writes it.
 * Source: https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go
 */
export const checkCrc32HexReversed = endsInChecksum(8, (body) => littleEndian(body).toString('hex'), /_[0-9a-f]{8}$/)

/**
 * `crc32-base64:N`: six characters of base64, the lowest byte first, as Confluent writes it.
 * Source: https://github.com/mongodb/kingfisher (`confluent.yml`)
 */
export const checkCrc32Base64 = endsInChecksum(6, (body) => littleEndian(body).toString('base64').slice(0, 6), /^cflt/)

/**
 * `crc32-base36:N`: seven base36 digits, as GitLab's routable tokens have them.
 * Source: https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export const checkCrc32Base36 = endsInChecksum(7, (body) => sumOf(body).toString(36).padStart(7, '0'), /\.[0-9a-z]{9}$/)
