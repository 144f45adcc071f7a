import type { Check } from '../check.js'
import { marvin32 } from './marvin.js'

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~'
const kept = 3

/**
 * A client secret of Entra ID with `8Q~` in it ends in the first three digits of Marvin32 of the rest, in an alphabet of 66. Other issuers may use
 * other seeds: only a right one says something.
 * Source: https://github.com/microsoft/security-utilities (`IdentifiableMetadata.cs`)
 */
export const checkEntraSecret: Check = ({ value }) => {
  let rest = marvin32(Buffer.from(value.slice(0, -kept), 'latin1'), 'AadPwd00')
  let digits = ''
  for (; rest > 0; rest = Math.floor(rest / alphabet.length)) digits = alphabet[rest % alphabet.length]! + digits
  if (value.slice(3, 6) === '8Q~' && digits.slice(0, kept) === value.slice(-kept)) {
    return { verdict: 'proven', reason: 'its checksum is right' }
  }
  return { verdict: 'neutral' }
}
