import type { Looked } from '../../detect/look.js'
import type { ScannedText } from '../../detect/match/scanned-text.js'
import { byteClass } from '../../detect/plan/byte-class.js'
import { looksGenerated } from '../../detect/values/generated.js'
import { estimateBits } from '../../detect/values/strength.js'
import type { Candidate } from '../../findings/candidate.js'
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
  const from = mark + 3
  const limit = Math.min(length, from + longestUser)
  // People write passwords with an `@` in them as they are.
  let end = -1
  for (let next = from; next < limit && endsAuthority[bytes[next]!] === 0; next++) if (bytes[next] === at) end = next
  if (end < 0) return undefined
  const start = schemeStart(bytes, mark)
  const url = bytes.toString('latin1', start, hostEnd(bytes, end + 1, length))
  // Only HTTP has tokens for users without a password.
  if (!url.slice(from - start, end - start).includes(':') && !/^https?:/i.test(url)) return undefined
  const found = judgeUrls(url).filter((one) => isBelievable(one, url.slice(end + 1 - start), file))
  return { work: costOfUrl, candidates: found.map((one) => withDoubts(shift(one, start), file.doubts)) }
}

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
