import type { Check } from './check.js'

/**
 * A UUID that is a secret is random: version 4 (RFC 9562, section 5.4). Others are made of times, names or addresses.
 */
export const checkUuid: Check = ({ value }) => {
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{12}/i.exec(value)
  if (uuid === null) return { verdict: 'neutral' }
  if (/^[0f-]+$/i.test(uuid[0])) return { verdict: 'rejected' }
  if (uuid[1] === '4' && /[89ab]/i.test(uuid[2]!)) return { verdict: 'neutral' }
  return { verdict: 'doubtful', reason: 'a UUID that is not random' }
}
