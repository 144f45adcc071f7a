import { createHash } from 'node:crypto'
import type { Check } from '../check.js'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const longest = 128

/**
 * Bitcoin's keys end in the first four bytes of a double SHA-256 of the rest, all written in base 58.
 * Sources: BIP 32 (serialization format); https://en.bitcoin.it/wiki/Base58Check_encoding
 */
export const checkBase58Check: Check = ({ value }) => {
  const bytes = decode(value)
  if (bytes === undefined || bytes.length < 5) return { verdict: 'doubtful', reason: 'not Base58Check' }
  const sum = sha256(sha256(bytes.subarray(0, -4))).subarray(0, 4)
  if (sum.equals(bytes.subarray(-4))) return { verdict: 'proven', reason: 'its checksum is right' }
  return { verdict: 'doubtful', reason: 'its checksum is wrong, as in made-up examples' }
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function decode(text: string): Buffer | undefined {
  if (text.length > longest) return undefined
  let number = 0n
  for (const char of text) {
    const digit = alphabet.indexOf(char)
    if (digit < 0) return undefined
    number = number * 58n + BigInt(digit)
  }
  const hex = number.toString(16)
  const zeros = /^1*/.exec(text)![0].length
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')])
}
