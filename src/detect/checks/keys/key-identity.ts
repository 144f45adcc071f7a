import { createHash, type KeyObject } from 'node:crypto'

/**
 * The identity of a private key: a fingerprint of its public half (SubjectPublicKeyInfo, DER), the same in every
 * encoding.
 */
export function keyIdentity(publicKey: KeyObject): string {
  return fingerprint(publicKey.export({ type: 'spki', format: 'der' }))
}

/** The identity of a key that is known only by bytes of some other public form. */
export function fingerprint(publicBytes: Uint8Array): string {
  return `key:SHA256:${createHash('sha256').update(publicBytes).digest('base64').replace(/=+$/, '')}`
}
