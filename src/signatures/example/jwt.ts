import type { SeededRandom } from './seeded-random.js'

/** 2100-01-01: an example never expires. */
const expiry = 4_102_444_800

/** A signed JSON web token (RFC 7519, compact form): HS256 header, a few claims, 32 signature bytes. */
export function exampleJwt(random: SeededRandom): string {
  const issued = 1_700_000_000 + random.below(60_000_000)
  const header = { alg: 'HS256', typ: 'JWT' }
  const claims = { sub: `user-${random.below(100_000)}`, scope: 'api', iat: issued, exp: expiry }
  const parts = [encode(header), encode(claims), random.bytes(32).toString('base64url')]
  return parts.join('.')
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
