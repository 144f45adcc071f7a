import { crc32 } from 'node:zlib'
import type { Check } from '../check.js'
import { decodeBase32 } from '../checksums/base32.js'

/** What the checksum is combined with: for tokens of users, and of applications. */
const masks = [0xe0b9692d, 0x1019f92e]

/** Where the checksum's bytes stand among the token's 32, the highest first. */
const places = [2, 7, 8, 22]

/**
 * The older access tokens of Azure DevOps are 32 bytes in base32; four of them, spread, are a CRC32 of the others.
 * Source: https://github.com/microsoft/security-utilities (`SEC101_102_AdoPat.cs`)
 */
export const checkAzureDevops: Check = ({ value }) => {
  const bytes = decodeBase32(value)
  if (bytes?.length !== 32) return { verdict: 'neutral' }
  const body = bytes.filter((_, at) => !places.includes(at))
  const sum = Buffer.from(places.map((at) => bytes[at]!)).readUInt32BE()
  if (masks.some((mask) => (crc32(body) ^ mask) >>> 0 === sum)) {
    return { verdict: 'proven', reason: 'its checksum is right' }
  }
  return { verdict: 'doubtful', reason: 'its checksum is wrong, as in made-up examples' }
}
