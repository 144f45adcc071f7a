/** Dates beyond the year 9999 are no dates. */
const latest = 253_402_300_800

/**
 * When a secret that is a JSON web token (RFC 7519) expires, in seconds since 1970; undefined for all others and for those that do not.
 */
export function expiryOf(secret: string): number | undefined {
  const body = /(?:^|[^A-Za-z0-9_-])ey[A-Za-z0-9_-]{2,4096}\.(ey[A-Za-z0-9_-]{2,65536})\./.exec(
    secret.slice(0, 70_000),
  )?.[1]
  if (body === undefined) return undefined
  try {
    const { exp } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { exp?: unknown }
    return typeof exp === 'number' && exp > 0 && exp < latest ? exp : undefined
  } catch {
    return undefined
  }
}
