import { isPlaceholder } from '../../values/placeholder.js'
import { isReference } from '../../values/reference.js'
import type { Check } from '../check.js'

/** Behind a public id and what parts the two: the secret is the last run of hexadecimal digits. */
export const checkLastHex: Check = ({ value }) => {
  const secret = value.slice(value.search(/[0-9a-f]+$/))
  return isPlaceholder(secret) ? { verdict: 'rejected' } : { verdict: 'neutral', secret }
}

/**
 * The secret is the last word of the value (`machine HOST login USER password SECRET`), and must be one: in a script it often is
 * what a variable holds.
 */
export const checkLastWord: Check = ({ value }) => {
  const secret = value.slice(value.search(/\S+$/))
  const isNone = isPlaceholder(secret) || isReference(secret) || /^["'\\]*\$|\$\{|%s$/.test(secret)
  return isNone ? { verdict: 'rejected' } : { verdict: 'neutral', secret }
}
