import type { Check, CheckResult } from '../check.js'

/** The subject and name of the example token on jwt.io, which documentation everywhere repeats. */
const publishedExample = { sub: '1234567890', name: 'John Doe' }

/**
 * A JSON web token: RFC 7519, and RFC 7515 for its form. The header must be a JSON object with `alg`. A token that has
 * expired, is not signed, or is the published example is worth little.
 */
export const checkJwt: Check = ({ value, now }) => {
  const [head, body, signature] = value.slice(value.indexOf('ey')).split('.')
  const header = jsonObject(head)
  if (typeof header?.alg !== 'string') return { verdict: 'rejected' }
  const claims = jsonObject(body)
  if (claims === undefined) return { verdict: 'doubtful', reason: 'its payload is not JSON' }
  if (claims.sub === publishedExample.sub && claims.name === publishedExample.name) {
    return { verdict: 'neutral', severity: 'low', reason: 'the example that jwt.io publishes' }
  }
  if (header.alg.toLowerCase() === 'none' || !signature) {
    return { verdict: 'neutral', severity: 'low', reason: 'not signed' }
  }
  return expiry(claims, now)
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
