import { createPrivateKey, createPublicKey } from 'node:crypto'

/** The PKCS #8 form (DER) of an Ed25519 private key: RFC 8410, section 7. `seed` is 32 bytes. */
export function ed25519Pkcs8(seed: Buffer): Buffer {
  return Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
}

/** The 32 bytes of the public key that belongs to the seed. */
export function ed25519PublicKey(seed: Buffer): Buffer {
  const key = createPrivateKey({ key: ed25519Pkcs8(seed), format: 'der', type: 'pkcs8' })
  // A SubjectPublicKeyInfo of this kind is 12 bytes of header and the key.
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(12)
}
