import { estimateBits } from '../../../detect/values/strength.js'
import type { Candidate } from '../../../findings/candidate.js'
import { decodeBase64, judgeBasicAuth } from '../../variables/basic-auth.js'
import { judgePart, placeIn } from '../secret-part.js'
import type { Word } from '../shell/word.js'

/** RFC 9110, section 11.6.2: scheme and credentials. `token` is GitHub's. */
const authorization =
  /\b(?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}["']?(bearer|token|basic|apikey|key|splunk|genie-?key|digest|negotiate)\s{1,3}([^\s"',;\\]{1,4096})/gi
/** Headers of single services that carry a token by themselves. */
const tokenHeader =
  /(?:^|["'\s=])((?:x-)?(?:private-token|job-token|deploy-token|api-key|apikey|api-token|auth-token|access-token|vault-token|gitlab-token|github-token|jfrog-art-api|circle-token|auth-key|auth-email-key|authorization-token|secret-key|amz-security-token|octopus-apikey|consul-token|figma-token|shopify-access-token|goog-api-key|functions-key|nuget-apikey|ocp-apim-subscription-key|chef-key|sentry-token|honeycomb-team|honey-team|snyk-token|travis-token|redmine-api-key|auth|token))\s{0,3}:\s{0,3}(?![:/])([^\s"',;\\]{4,4096})/gi

/** `Authorization: Bearer …`, `Basic …`, `PRIVATE-TOKEN: …`, `X-Vault-Token: …` inside a word. */
export function inspectHeaders(word: Word): Candidate[] {
  if (!word.value.includes(':') && !word.value.includes('=')) return []
  const out: Candidate[] = []
  for (const match of word.value.matchAll(authorization)) {
    const scheme = match[1]!.toLowerCase()
    const to = match.index + match[0].length
    const from = to - match[2]!.length
    if (scheme === 'basic') out.push(...basicAt(word, from, to))
    else if (scheme !== 'digest' && scheme !== 'negotiate')
      out.push(...judgePart(word, from, to, { signature: 'bearer-token', key: 'Authorization' }))
  }
  for (const match of word.value.matchAll(tokenHeader)) {
    const to = match.index + match[0].length
    // `heroku auth:login` is no header.
    if (/^(?:auth|token)$/i.test(match[1]!) && !/\d/.test(match[2]!)) continue
    out.push(...judgePart(word, to - match[2]!.length, to, { signature: 'bearer-token', key: match[1]! }))
  }
  return out
}

function basicAt(word: Word, from: number, to: number): Candidate[] {
  const value = word.value.slice(from, to)
  const decoded = decodeBase64(value, 4)
  // What does not read as `user:password` is a token of the server's own.
  if (decoded !== undefined && !/^[\x20-\x7e]*$/.test(decoded) && value.length >= 16 && estimateBits(value) >= 60)
    return judgePart(word, from, to, { signature: 'basic-auth', key: 'Authorization', confidence: 'possible' })
  const found = judgeBasicAuth(value, 'Authorization')
  return placeIn(
    word,
    found.map((one) => ({ ...one, start: one.start + from, end: one.end + from })),
  )
}
