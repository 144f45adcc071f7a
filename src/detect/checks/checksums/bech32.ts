import type { Check } from '../check.js'

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/**
 * The six last characters of a Bech32 text are a checksum of all of it; age writes its keys so.
 * Source: BIP 173 (https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki); https://age-encryption.org/v1
 */
export const checkBech32: Check = ({ value }) => {
  const text = value.toLowerCase()
  const split = text.lastIndexOf('1')
  const prefix = [...text.slice(0, split)].map((char) => char.charCodeAt(0))
  const data = [...text.slice(split + 1)].map((char) => alphabet.indexOf(char))
  if (split < 1 || data.includes(-1)) return { verdict: 'doubtful', reason: 'not Bech32' }
  const words = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data]
  if (remainder(words) === 1) return { verdict: 'proven', reason: 'its checksum is right' }
  return { verdict: 'doubtful', reason: 'its checksum is wrong, as in made-up examples' }
}

function remainder(words: number[]): number {
  let sum = 1
  for (const word of words) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ word
    for (let bit = 0; bit < generators.length; bit++) if ((top >>> bit) & 1) sum ^= generators[bit]!
  }
  return sum
}
