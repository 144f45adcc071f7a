import type { Check } from '../check.js'
import { marvin32 } from './marvin.js'

/** Where the checksum stands in the bytes of a key, and how much of it every key keeps. */
const checksumAt = 60
const checksumLength = 3

/**
 * A key of Azure's common form (`JQQJ99` at 52) holds Marvin32 of its first 60 bytes behind them. Other issuers may use other seeds: only a right
 * one says something.
 * Source: https://github.com/microsoft/security-utilities (`IdentifiableSecrets.cs`)
 */
export const checkAzureAnnotated: Check = ({ value }) => {
  const bytes = Buffer.from(value.slice(-88).includes('=') ? value.slice(-88) : value.slice(-84), 'base64')
  if (bytes.length < checksumAt + checksumLength) return { verdict: 'neutral' }
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(marvin32(bytes.subarray(0, checksumAt), 'Default0'))
  const isRight = bytes.subarray(checksumAt, checksumAt + checksumLength).equals(sum.subarray(0, checksumLength))
  return isRight ? { verdict: 'proven', reason: 'its checksum is right' } : { verdict: 'neutral' }
}
