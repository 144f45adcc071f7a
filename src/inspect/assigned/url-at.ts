import type { Looked } from '../../detect/look.js'
import type { ScannedText } from '../../detect/match/scanned-text.js'
import { looksGenerated } from '../../detect/values/generated.js'
import { estimateBits } from '../../detect/values/strength.js'
import type { Candidate } from '../../findings/candidate.js'
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
  let end = from
  while (end < limit && bytes[end] !== at && endsAuthority[bytes[end]!] === 0) end++
  if (bytes[end] !== at || end >= limit) return undefined
  const start = Math.max(0, mark - longestScheme)
  const url = bytes.toString('latin1', start, Math.min(length, end + longestHost))
  const candidates = judgeUrls(url)
    .filter((one) => one.start + start > mark)
    .slice(0, 1)
    .filter((one) => isBelievable(one, url.slice(one.end + 1), file))
  return {
    work: longestUser,
    candidates: candidates.map((one) =>
      withDoubts({ ...one, start: one.start + start, end: one.end + start }, file.doubts),
    ),
  }
}

/** Documentation and code show what such a URL looks like. */
function isBelievable({ secret, signature }: Candidate, host: string, file: FileKind): boolean {
  if (!/^[\x21-\x7e]{3,200}$/.test(secret) || /\$\{|\{\{|<%|%s|%\(|#\{|^\$|^:|^\*+$/.test(secret)) return false
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
