import { isHarmless } from '../../detect/values/harmless.js'
import type { Candidate } from '../../findings/candidate.js'
import { judgeSecret } from './secret.js'
import { decodePercent } from './url.js'

/** `?password=…` and the like, in any URL or form body. `sig` is the signature of an Azure shared access link. */
const queryField =
  /[?&;](?:[\w.-]{0,30}(?:password|passwd|passphrase)|pwd|pass|(?:access|auth|private|api|refresh|id|security)[_-]?token|token|api[_-]?key|apikey|licen[cs]e[_-]?key|secret|(?:client|app|api)[_-]?secret|sig)=([^&\s"'`<>#;\\]{1,4096})/gi

/** `Password=…;` of ADO.NET and ODBC, `AccountKey=…;` of Azure, between semicolons. */
const adoField =
  /(?:^|;)\s{0,4}(?:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature|access ?key)\s{0,2}=\s{0,2}("[^"]{1,400}"|'[^']{1,400}'|[^;"']{1,4096})/gi
const adoNeighbour =
  /(?:^|;)\s{0,4}(?:server|data source|addr|address|host|hostname|database|initial catalog|user ?id|uid|user|username|driver|dsn|endpoint|accountname|defaultendpointsprotocol|sharedaccesskeyname|port|dbname)\s{0,2}=/i

/** `host=… user=… password=…` of libpq: words with blanks between them. */
const libpqField = /(?:^|\s)password\s{0,2}=\s{0,2}('(?:[^'\\]|\\.){1,400}'|[^\s']{1,400})/gi
const libpqNeighbour = /(?:^|\s)(?:host|hostaddr|dbname|user|port|sslmode)\s{0,2}=/i

/** The token in an Anaconda channel's path. Source: docs.anaconda.com, "Using tokens". */
const channelToken = /:\/\/[\w.-]{1,100}(?:\/[\w-]{1,40}){0,3}\/t\/([\w-]{16,80})(?:\/|$)/

/** Go's MySQL form and others without a scheme: `user:password@tcp(host:3306)/db`. */
const dsnWithoutScheme = /^[\w.-]{1,64}:([^\s@:/]{1,200})@(?:tcp|unix)?\(?[\w.-]{1,100}(?::\d{1,5})?\)?(?:\/|$)/

/** Oracle's `user/password@host:1521/service`. */
const oracleThin = /^jdbc:oracle:\w{1,10}:[\w.-]{1,64}\/([^\s@/]{1,200})@/i

/** Candidates for passwords in connection strings other than a URL's user information. Offsets refer to `text`. */
export function judgeConnections(text: string, key?: string): Candidate[] {
  const out = judgeMatches(text, queryField, key)
  if (adoNeighbour.test(text)) out.push(...judgeMatches(text, adoField, key))
  if (libpqNeighbour.test(text)) out.push(...judgeMatches(text, libpqField, key))
  for (const shape of [dsnWithoutScheme, oracleThin]) {
    const match = shape.exec(text)
    if (match?.[1] !== undefined)
      out.push(...judgeAt(text, match.index + match[0].indexOf(`${match[1]}@`), match[1], key))
  }
  const channel = channelToken.exec(text)
  if (channel?.[1] !== undefined && /\d/.test(channel[1]))
    out.push(...judgeAt(text, channel.index + channel[0].lastIndexOf(channel[1]), channel[1], key))
  return out
}

function judgeMatches(text: string, pattern: RegExp, key?: string): Candidate[] {
  const out: Candidate[] = []
  for (const match of text.matchAll(pattern)) {
    const value = match[1] ?? ''
    out.push(...judgeAt(text, match.index + match[0].length - value.length, value, key))
  }
  return out
}

function judgeAt(text: string, start: number, value: string, key?: string): Candidate[] {
  if (isHarmless(value) && !/^\d{4,}$/.test(value)) return []
  // An expansion of the shell, of a template or of code stands for the value.
  if (/^[$%{<[(]|\$\{|\{\{/.test(text.slice(start, start + value.length))) return []
  return judgeSecret(value, { signature: 'url-password', ...(key === undefined ? {} : { key }) }).map((found) => ({
    ...found,
    secret: value.includes('%') && text.includes('?') ? decodePercent(found.secret) : found.secret,
    start: found.start + start,
    end: found.end + start,
  }))
}
