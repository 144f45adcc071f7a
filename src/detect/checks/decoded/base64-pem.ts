import type { Check } from '../check.js'
import { checkPem } from '../keys/pem-key.js'

/**
 * `base64-pem`: the value is base64 of a PEM block (RFC 7468). A private key in it is judged as such, and is the same secret as the key by itself;
 * certificates and public keys are no secret.
 */
export const checkBase64Pem: Check = ({ value }) => {
  const text = Buffer.from(value, 'base64').toString('latin1')
  const label = /^-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text)?.[1]
  if (label === undefined) return { verdict: 'doubtful', reason: 'does not decode to a key' }
  const private_ = firstPrivate(text)
  return private_ === undefined ? { verdict: 'rejected' } : checkPem(private_.block, private_.label)
}

/** The first private key: it may stand behind its certificate, or behind the parameters of its curve. */
function firstPrivate(text: string): { block: string; label: string } | undefined {
  const begin = /-----BEGIN ([A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?)-----/.exec(text)
  if (begin === null) return undefined
  const end = `-----END ${begin[1]}-----`
  const at = text.indexOf(end, begin.index)
  return { block: text.slice(begin.index, at < 0 ? undefined : at + end.length), label: begin[1]! }
}
