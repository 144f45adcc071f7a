import { createHmac } from 'node:crypto'
import type { Check, CheckResult } from '../check.js'

/** The subject and name of the example token on jwt.io, which documentation everywhere repeats. */
const publishedExample = { sub: '1234567890', name: 'John Doe' }

/** What libraries' documentation signs its examples with; whoever knows the key can make such tokens. */
const knownKeys =
  `secret your-256-bit-secret your-384-bit-secret your-512-bit-secret your-secret your_secret mysecret my-secret my_secret
  supersecret super-secret secretkey secret-key secret_key mysecretkey jwt_secret a-string-secret-at-least-256-bits-long
  shhhhh ssshhh password changeme key test foo bar 123456`
    .trim()
    .split(/\s+/)

/**
 * A JSON web token: RFC 7519, and RFC 7515 for its form. The header must be a JSON object with `alg`. A token that has
 * expired, is not signed, is signed with a word that everybody knows, or is the published example is worth little.
 */
export const checkJwt: Check = ({ value, now }) => {
  const [head, body, signature] = value.slice(value.indexOf('ey')).split('.')
  const header = jsonObject(head)
  if (typeof header?.alg !== 'string') return { verdict: 'rejected' }
  const low = (reason: string): CheckResult => ({ verdict: 'neutral', severity: 'low', reason })
  if (header.alg.toLowerCase() === 'none' || !signature) return low('not signed')
  const claims = jsonObject(body)
  if (claims === undefined) return { verdict: 'doubtful', reason: 'its payload is not JSON' }
  if (claims.sub === publishedExample.sub && claims.name === publishedExample.name) {
    return low('the example that jwt.io publishes')
  }
  if (isSignedByAnybody(header.alg, `${head}.${body}`, signature)) return low('signed with a key that everybody knows')
  return expiry(claims, now)
}

/** RFC 7518, section 3.2. */
function isSignedByAnybody(algorithm: string, signed: string, signature: string): boolean {
  const bits = /^HS(256|384|512)$/.exec(algorithm)?.[1]
  if (bits === undefined) return false
  return knownKeys.some((key) => createHmac(`sha${bits}`, key).update(signed).digest('base64url') === signature)
}

/** Dates beyond the year 9999 are no dates. In seconds since 1970. */
const latest = 253_402_300_800

function expiry(claims: Record<string, unknown>, now: number): CheckResult {
  const end = claims.exp
  if (typeof end === 'number' && end > 0 && end < Math.min(now, latest)) {
    return {
      verdict: 'neutral',
      severity: 'low',
      reason: `expired on ${dayOf(end)}`,
    }
  }
  if (typeof end === 'number' && end > 0 && end < latest) {
    return { verdict: 'proven', reason: `a token that parses, valid until ${dayOf(end)}` }
  }
  return { verdict: 'proven', reason: 'a token that parses and never expires' }
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

function jsonObject(part: string | undefined): Record<string, unknown> | undefined {
  if (!part) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
