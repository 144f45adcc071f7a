import { isUtf8 } from 'node:buffer'
import { isPlaceholder } from '../../values/placeholder.js'
import { isReference } from '../../values/reference.js'
import type { Check } from '../check.js'
import { looksRandom } from '../random.js'

/** Shorter base64 that decodes to no text was a word. */
const shortest = 12

/**
 * Base64 of `user:password` (RFC 7617): the decoded text must hold a colon and a password that is one. What decodes to bytes may be a token of
 * another kind.
 */
export const checkBasicAuth: Check = ({ value }) => {
  const encoded = /[A-Za-z0-9+/_-]{4,}={0,2}$/.exec(value)?.[0] ?? ''
  const decoded = Buffer.from(encoded, 'base64')
  if (!isText(decoded)) {
    const isToken = encoded.length >= shortest && looksRandom(encoded)
    return isToken
      ? { verdict: 'doubtful', reason: 'does not decode to a user name and a password' }
      : { verdict: 'rejected' }
  }
  const text = decoded.toString('latin1')
  const colon = text.indexOf(':')
  const password = text.slice(colon + 1)
  if (colon < 0 || isPlaceholder(password) || isReference(password)) return { verdict: 'rejected' }
  return { verdict: 'proven', secret: password, reason: 'decodes to a user name and a password' }
}

function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !/[\x00-\x1f\x7f]/.test(bytes.toString('latin1'))
}
