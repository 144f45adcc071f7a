import type { Check } from '../check.js'

/** Digits of an id, a colon, and at least so many bytes. */
const form = /^\d{1,20}:[\s\S]{16,}$/

/**
 * `id-and-bytes:N`: what follows byte N is base64 of a decimal id, a colon and random bytes, as the personal access tokens of Atlassian's Data Center
 * products are.
 * Source: https://github.com/Samsung/CredSweeper (`value_atlassian_token_check.py`)
 */
export const checkIdAndBytes: Check = ({ value, argument }) => {
  const text = Buffer.from(value.slice(Number(argument)), 'base64').toString('latin1')
  if (form.test(text)) return { verdict: 'proven', reason: 'decodes to an id and a key' }
  return { verdict: 'doubtful', reason: 'does not decode to an id and a key' }
}
