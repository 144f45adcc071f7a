import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { fingerprint, keyIdentity } from './key-identity.js'
import { type SshReader, sshReader } from './ssh-reader.js'

const curves: Record<string, { name: string; size: number }> = {
  nistp256: { name: 'P-256', size: 32 },
  nistp384: { name: 'P-384', size: 48 },
  nistp521: { name: 'P-521', size: 66 },
}

/**
 * The identity of an SSH public key (RFC 4253, section 6.6; RFC 5656; RFC 8709), by its SubjectPublicKeyInfo, so that
 * it agrees with a PEM form of the same key. Kinds that have none here (DSA, hardware keys) go by the SSH form itself.
 */
export function sshKeyIdentity(blob: Buffer): string {
  try {
    const jwk = jwkOf(sshReader(blob))
    if (jwk !== undefined) return keyIdentity(createPublicKey({ key: jwk, format: 'jwk' }))
  } catch {
    // A key that crypto does not take still has its bytes.
  }
  return fingerprint(blob)
}

function jwkOf(reader: SshReader): JsonWebKey | undefined {
  const kind = reader.string().toString('latin1')
  if (kind === 'ssh-rsa') {
    const e = integer(reader.string())
    return { kty: 'RSA', e, n: integer(reader.string()) }
  }
  if (kind === 'ssh-ed25519') return { kty: 'OKP', crv: 'Ed25519', x: reader.string().toString('base64url') }
  const curve = /^ecdsa-sha2-(nistp\d+)$/.exec(kind)?.[1]
  const known = curve === undefined ? undefined : curves[curve]
  if (known === undefined) return undefined
  reader.string()
  const point = reader.string()
  // 4, then both coordinates: SEC 1, section 2.3.3, uncompressed.
  const x = point.subarray(1, 1 + known.size).toString('base64url')
  return { kty: 'EC', crv: known.name, x, y: point.subarray(1 + known.size).toString('base64url') }
}

function integer(bytes: Buffer): string {
  return (bytes[0] === 0 ? bytes.subarray(1) : bytes).toString('base64url')
}
