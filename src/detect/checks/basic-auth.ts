import { isPlaceholder } from '../values/placeholder.js'
import { isReference } from '../values/reference.js'
import type { Check } from './check.js'

/**
 * Base64 of `user:password` (RFC 7617): the decoded text must be printable, hold a colon and a password that is one.
 */
export const checkBasicAuth: Check = ({ value }) => {
  const encoded = /[A-Za-z0-9+/_-]{4,}={0,2}$/.exec(value)?.[0] ?? ''
  const decoded = Buffer.from(encoded, 'base64').toString('latin1')
  const colon = decoded.indexOf(':')
  if (colon < 0 || /[\x00-\x1f\x7f]/.test(decoded)) return { verdict: 'rejected' }
  const password = decoded.slice(colon + 1)
  if (isPlaceholder(password) || isReference(password)) return { verdict: 'rejected' }
  return { verdict: 'proven', reason: 'decodes to a user name and a password' }
}
