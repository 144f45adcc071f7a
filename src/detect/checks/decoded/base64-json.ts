import type { Check } from '../check.js'

/**
 * `base64-json:N`: what follows byte N, up to the last `_` or `.` or to the end, is base64 of a JSON object.
 * Sources: the pages of the signatures that name it.
 */
export const checkBase64Json: Check = ({ value, argument }) => {
  const body = value.slice(Number(argument))
  const parts = [body, body.slice(0, body.lastIndexOf('_')), body.slice(0, body.lastIndexOf('.'))]
  if (parts.some(isObject)) return { verdict: 'proven', reason: 'decodes to what its vendor puts in' }
  return { verdict: 'doubtful', reason: 'does not decode to JSON' }
}

function isObject(encoded: string): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
