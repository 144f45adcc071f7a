import type { Check } from '../check.js'

/** A text of this many characters is none by chance. */
const shortest = 8

/**
 * `base64-text:N`: what follows byte N is base64 of readable text, such as `id:key`. Random base64 hardly ever is.
 * Sources: the pages of the signatures that name it.
 */
export const checkBase64Text: Check = ({ value, argument }) => {
  const text = Buffer.from(value.slice(Number(argument)), 'base64').toString('latin1')
  if (text.length >= shortest && /^[\x20-\x7e\r\n\t]*$/.test(text)) {
    return { verdict: 'proven', reason: 'decodes to readable text' }
  }
  return { verdict: 'doubtful', reason: 'does not decode to text' }
}
