import { isDefaultPassword } from '../../detect/values/default-password.js'
import { isPlaceholder } from '../../detect/values/placeholder.js'
import { estimateBits } from '../../detect/values/strength.js'
import type { Candidate } from '../../findings/candidate.js'
import { judgeSecret } from './secret.js'

/** A URL's user information and query, as far as they are read. */
const longestAuthority = 2048

type UrlPassword = {
  start: number
  end: number
  raw: string
  user: string
  host: string
  scheme: string
  confidence: 'likely' | 'possible'
}

/**
 * The passwords in the user information of all URLs of a text (RFC 3986, section 3.2.1): `scheme://user:password@host`. A password may
 * hold `@`, `#` or `/` unescaped, as people write it. A user alone counts where it looks random (a token as user name).
 */
function findUrlPasswords(text: string): UrlPassword[] {
  const found: UrlPassword[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const scheme = /[A-Za-z][A-Za-z0-9+.-]{0,30}$/.exec(text.slice(Math.max(0, at - 31), at))?.[0]
    const one = scheme === undefined ? undefined : readAuthority(text, at + 3, scheme.toLowerCase())
    if (one !== undefined) found.push(one)
  }
  return found
}

function readAuthority(text: string, from: number, scheme: string): UrlPassword | undefined {
  const stretch = /^[^\s"'`<>\\^|,]*/.exec(text.slice(from, from + longestAuthority))?.[0] ?? ''
  const strict = /^[^/?#]*/.exec(stretch)?.[0] ?? ''
  const split = splitUserInfo(strict) ?? splitLoosely(stretch, strict)
  if (split === undefined) return undefined
  const { user, raw, host, offset, loose } = split
  const start = from + offset
  return { start, end: start + raw.length, raw, user, host, scheme, confidence: loose ? 'possible' : 'likely' }
}

type Split = { user: string; raw: string; host: string; offset: number; loose: boolean }

function splitUserInfo(authority: string): Split | undefined {
  const at = authority.lastIndexOf('@')
  if (at <= 0) return undefined
  const info = authority.slice(0, at)
  const host = authority.slice(at + 1)
  const colon = info.indexOf(':')
  if (host.length === 0) return undefined
  const user = colon < 0 ? info : info.slice(0, colon)
  const password = colon < 0 ? '' : info.slice(colon + 1)
  // `TOKEN:x-oauth-basic@`, `TOKEN:@`: the user is the secret.
  if (password === '' || /^(?:x-oauth-basic|x|api_token|X)$/.test(password)) {
    return looksRandom(user) && !/sentry|bugsnag/i.test(host)
      ? { user: '', raw: user, host, offset: 0, loose: false }
      : undefined
  }
  return { user, raw: password, host, offset: colon + 1, loose: false }
}

/** `user:pass#word@host`: a raw `#`, `?` or `/` ends the authority for a parser, yet what stands before it is no port. */
function splitLoosely(stretch: string, strict: string): Split | undefined {
  if (strict.length === stretch.length || strict.includes('@') || strict.includes('[')) return undefined
  const colon = strict.indexOf(':')
  if (colon <= 0 || /^\d{0,5}$/.test(strict.slice(colon + 1))) return undefined
  const tail = stretch.slice(colon + 1)
  const at = tail.search(/@[\w.-]+(?:[:/?]|$)/)
  if (at <= 0 || at > 200) return undefined
  const host = /^[\w.-]+/.exec(tail.slice(at + 1))?.[0] ?? ''
  return {
    user: stretch.slice(0, colon),
    raw: tail.slice(0, at),
    host,
    offset: colon + 1,
    loose: !/[.]|^localhost$/.test(host),
  }
}

function looksRandom(text: string): boolean {
  return (
    text.length >= 16 &&
    /\d/.test(text) &&
    /[A-Za-z]/.test(text) &&
    /^[\w.~%+=-]+$/.test(text) &&
    estimateBits(text) >= 60
  )
}

/** Candidates for the passwords of all URLs in a text; `key` names the variable that holds it. */
export function judgeUrls(text: string, key?: string, signature = 'url-password'): Candidate[] {
  const out: Candidate[] = []
  for (const url of findUrlPasswords(text)) {
    if (isExample(url)) continue
    const field = { signature, user: url.user, confidence: url.confidence, ...(key === undefined ? {} : { key }) }
    for (const candidate of judgeSecret(url.raw, field)) {
      const secret = decodePercent(candidate.secret)
      out.push({ ...candidate, secret, start: candidate.start + url.start, end: candidate.end + url.start })
    }
  }
  return out
}

const exampleUsers =
  /^(?:user|username|usr|login|name|me|foo|someone|youruser|yourname|myuser|my-user|account|<.*|\$.*|\{.*|\[.*)$/i
const examplePasswords =
  /^(?:pass|password|passwd|pwd|pw|passwort|secret|token|bar|mypassword|mypass|my-password|pass123|p4ssw0rd|oauth2?|basic)$/i

function isExample(url: UrlPassword): boolean {
  if (/[$`]|\{\{|%[A-Z_]{3,}%/.test(url.raw) && /^(?:\$|\{\{|`|%)/.test(url.raw)) return true
  if (
    /^(?:example|.*\.example)\.(?:com|org|net)$/i.test(url.host.replace(/:.*$/, '')) &&
    isExampleLogin(url.user, url.raw)
  )
    return true
  return (
    isExampleLogin(url.user, url.raw) ||
    (isPlaceholder(url.raw) && !(url.scheme.startsWith('mongo') && isDefaultPassword(url.raw, url.user)))
  )
}

/** `user:password`, as documentation writes a login. */
export function isExampleLogin(user: string, password: string): boolean {
  return exampleUsers.test(user) && examplePasswords.test(password)
}

/** `%XX` decoded; what is malformed stays as it is. Byte string in, byte string out. */
export function decodePercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
