import { isPlaceholder } from '../../detect/values/placeholder.js'
import type { Spot } from './syntax/spot.js'

/** A password, perhaps with its user; the spot is the password's, or that of the encoded pair. */
export type UserPassword = { user: string; password: Spot }

/** The pair that a base64 text of `user:password` holds; the spot stays that of the whole text. Undefined if it is no such pair. */
export function decodedPair(spot: Spot): UserPassword | undefined {
  const decoded = decodedBase64(spot.value)
  const colon = decoded?.indexOf(':') ?? -1
  if (decoded === undefined || colon < 0) return undefined
  return { user: decoded.slice(0, colon), password: { ...spot, value: decoded.slice(colon + 1) } }
}

/**
 * The bytes of a base64 text (either alphabet, white space and missing padding allowed), or undefined if it is none. A placeholder
 * is none, though `changeme` could be: it was written where the encoded value will stand.
 */
export function decodedBase64(text: string): string | undefined {
  const compact = text.replace(/[ \t\r\n]+/g, '')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) || isPlaceholder(compact)) return undefined
  const decoded = Buffer.from(compact, 'base64').toString('latin1')
  return decoded === '' ? undefined : decoded
}

/** Shortest user name that is taken for a token where a URL has no password, in bytes. */
const MIN_TOKEN = 20

/**
 * Credentials in a URL's authority, the password's percent signs decoded. A long user name without password, or with GitHub's
 * `x-oauth-basic`, is a token. The first URL of the spot counts.
 */
export function urlCredentials(spot: Spot): UserPassword | undefined {
  const scheme = spot.value.indexOf('://')
  if (scheme < 0) return undefined
  const from = scheme + 3
  const rest = spot.value.slice(from, from + 4096)
  const authority = rest.slice(0, rest.search(/[/?#\s"']|$/))
  const at = authority.lastIndexOf('@')
  if (at < 0) return undefined
  const colon = authority.slice(0, at).indexOf(':')
  const user = authority.slice(0, colon < 0 ? at : colon)
  const password = colon < 0 ? '' : authority.slice(colon + 1, at)
  const token = (password === '' && user.length >= MIN_TOKEN) || password === 'x-oauth-basic'
  const begin = spot.start + from + (token ? 0 : colon + 1)
  if (!token && password === '') return undefined
  const raw = token ? user : password
  return {
    user: token ? '' : percentDecoded(user),
    password: { value: percentDecoded(raw), start: begin, end: begin + raw.length },
  }
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
