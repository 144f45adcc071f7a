import type { Check } from '../check.js'
import { decodeBase32 } from './base32.js'

/** The version byte of a secret seed: `S` in base32. */
const seedVersion = 18 << 3

/**
 * A Stellar seed is a version byte, 32 random bytes and a CRC16 (XModem, the low byte first), in base32.
 * Source: https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md
 */
export const checkStellarSeed: Check = ({ value }) => {
  const bytes = decodeBase32(value)
  if (bytes?.length !== 35 || bytes[0] !== seedVersion) return { verdict: 'doubtful', reason: 'not the form of a seed' }
  if (crc16(bytes.subarray(0, 33)) === bytes.readUInt16LE(33)) {
    return { verdict: 'proven', reason: 'its checksum is right' }
  }
  return { verdict: 'doubtful', reason: 'its checksum is wrong, as in made-up examples' }
}

function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return crc
}
