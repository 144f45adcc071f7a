import type { Check } from '../check.js'

/**
 * `base64:N`: all of the value is base64 of N bytes, with no bit set that base64 drops. Encoders never set one (RFC 4648, section 3.5).
 */
export const checkBase64: Check = ({ value, argument }) => {
  const bytes = Buffer.from(value, 'base64')
  if (bytes.length === Number(argument) && bytes.toString('base64') === value) return { verdict: 'neutral' }
  return { verdict: 'doubtful', reason: `no ${argument} bytes in base64` }
}
