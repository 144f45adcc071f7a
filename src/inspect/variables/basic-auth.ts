import type { Candidate } from '../../findings/candidate.js'
import { judgeSecret } from './secret.js'

/** The bytes of a base64 text (either alphabet), or undefined if it is none or shorter than `minBytes`. */
export function decodeBase64(text: string, minBytes = 3): string | undefined {
  if (text.length < minBytes || text.length % 4 === 1 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined
  return Buffer.from(text, 'base64').toString('latin1')
}

/** `user:password` in base64, as HTTP's Basic scheme (RFC 7617) has it: `basic-auth` over the whole of the base64. */
export function judgeBasicAuth(value: string, key?: string): Candidate[] {
  const decoded = decodeBase64(value, 4)
  if (decoded === undefined || !/^[\x21-\x7e]{1,200}$/.test(decoded)) return []
  const colon = decoded.indexOf(':')
  if (colon < 1 || colon === decoded.length - 1) return []
  const field = { signature: 'basic-auth', user: decoded.slice(0, colon), ...(key === undefined ? {} : { key }) }
  return judgeSecret(decoded.slice(colon + 1), field).map((found) => ({
    ...found,
    start: 0,
    end: value.length,
    via: ['base64'],
  }))
}

/** `user:password` in plain text. */
export function judgeUserPassword(value: string, field: { signature: string; key?: string }): Candidate[] {
  const colon = value.indexOf(':')
  if (colon < 1 || colon === value.length - 1 || /\s/.test(value) || value.slice(colon).startsWith('://')) return []
  const user = value.slice(0, colon)
  return judgeSecret(value.slice(colon + 1), { ...field, user }).map((found) => ({
    ...found,
    start: found.start + colon + 1,
    end: found.end + colon + 1,
  }))
}
