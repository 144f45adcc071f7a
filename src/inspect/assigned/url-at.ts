import type { Looked } from '../../detect/look.js'
import type { ScannedText } from '../../detect/match/scanned-text.js'
import { byteClass } from '../../detect/plan/byte-class.js'
import { looksGenerated } from '../../detect/values/generated.js'
import { estimateBits } from '../../detect/values/strength.js'
import type { Candidate } from '../../findings/candidate.js'
import { unescaped } from '../variables/escapes.js'
import { shift } from '../variables/placed.js'
import { judgeUrls } from '../variables/url.js'
import { withDoubts } from './doubts.js'
import type { FileKind } from './file-kind.js'

/** Longest user information that is read, and what is read of the host behind it, in bytes. */
const longestUser = 300
const longestHost = 100
const longestScheme = 24

const endsAuthority = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= 0x20 || byte >= 0x7f || '"\'`<>\\/|,(){}[]'.includes(String.fromCharCode(byte)) ? 1 : 0,
)
const at = 0x40

/** The password of the URL whose `://` stands at `mark`. */
export function urlPasswordAt(text: ScannedText, mark: number, file: FileKind): Looked | undefined {
  const { bytes, length } = text
  if (bytes[mark + 1] === backslash) return escapedUrlAt(text, mark, file)
  const from = mark + 3
  const limit = Math.min(length, from + longestUser)
  // People write passwords with an `@` in them as they are.
  let end = -1
  for (let next = from; next < limit && endsAuthority[bytes[next]!] === 0; next++) if (bytes[next] === at) end = next
  if (end < 0) return hasEscape(bytes, from, limit) ? escapedUrlAt(text, mark, file) : undefined
  const start = schemeStart(bytes, mark)
  const url = bytes.toString('latin1', start, hostEnd(bytes, end + 1, length))
  // Only HTTP has tokens for users without a password.
  if (!url.slice(from - start, end - start).includes(':') && !/^https?:/i.test(url)) return undefined
  const found = judgeUrls(url).filter((one) => isBelievable(one, url.slice(end + 1 - start), file))
  return { work: costOfUrl, candidates: found.map((one) => withDoubts(shift(one, start), file.doubts)) }
}

/** Ends a URL that has escapes in it. */
const endsEscaped = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= 0x20 || byte >= 0x7f || '"\'`<>|,(){}[]'.includes(String.fromCharCode(byte)) ? 1 : 0,
)
const backslash = 0x5c

/** `\u`, `\x` or a digit: what stands for one character. */
function hasEscape(bytes: Uint8Array, from: number, limit: number): boolean {
  let at = from
  while (at < limit && endsAuthority[bytes[at]!] === 0) at++
  return bytes[at] === backslash && /[ux0-7]/.test(String.fromCharCode(bytes[at + 1] ?? 0))
}

/** The same for a URL with escapes: `https:\/\/user:pa\u0073s@host`. What they stand for is judged, and all of the URL is its range. */
function escapedUrlAt({ bytes, length }: ScannedText, mark: number, file: FileKind): Looked | undefined {
  const limit = Math.min(length, mark + longestEscaped)
  const start = schemeStart(bytes, mark)
  let end = mark + 1
  while (end < limit && endsEscaped[bytes[end]!] === 0) end++
  const url = unescaped(bytes.toString('latin1', start, end), 1)
  const authority = /^[A-Za-z][\w+.-]*:\/\/([^/?#]{1,400}@[^/?#]{1,200})/.exec(url)?.[1]
  if (authority === undefined || (!authority.includes(':') && !/^https?:/i.test(url)))
    return { work: end - start, candidates: [] }
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const found = judgeUrls(url).filter((one) => isBelievable(one, host, file))
  const candidates = found.map((one) => withDoubts({ ...one, start, end, via: ['escapes'] }, file.doubts))
  return { work: costOfUrl, candidates }
}

const longestEscaped = 600

/** Judging a URL costs about as much as reading this many bytes. */
const costOfUrl = 4000

const inHost = byteClass('[A-Za-z0-9.:-]')
const inScheme = byteClass('[A-Za-z0-9+.-]')

function schemeStart(bytes: Uint8Array, mark: number): number {
  let start = mark
  while (start > 0 && mark - start < longestScheme && inScheme[bytes[start - 1]!] === 1) start--
  return start
}

function hostEnd(bytes: Uint8Array, from: number, length: number): number {
  const limit = Math.min(length, from + longestHost)
  let end = from
  while (end < limit && inHost[bytes[end]!] === 1) end++
  return end
}

/** Documentation and code show what such a URL looks like. */
function isBelievable({ secret, signature }: Candidate, host: string, file: FileKind): boolean {
  if (!/^[\x21-\x7e]{3,200}$/.test(secret) || /\$\{|\{\{|<%|%s|%\(|#\{|^[$:<{[]|^\*+$/.test(secret)) return false
  const isConfig =
    (file.grammar === 'lines' || file.grammar === 'shell' || file.grammar === 'data') && file.doubts.length === 0
  if (isConfig) return true
  if (signature === 'default-password') return false
  if (
    /^(?:[\w-]+\.)*(?:example|test|invalid)(?:\.\w+)?(?![\w.])|^(?:localhost|127\.|host|hostname|server|domain|proxy|site|foo|bar|a|b|x)(?![\w-])/i.test(
      host,
    )
  )
    return false
  return looksGenerated(secret) || (secret.length >= 8 && /\d/.test(secret) && estimateBits(secret) >= 36)
}
