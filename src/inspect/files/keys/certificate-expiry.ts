import type { X509Certificate } from 'node:crypto'
import { keyIdentity } from '../../../detect/checks/keys/key-identity.js'
import type { Candidate } from '../../../findings/candidate.js'
import { pemCertificates, storeCertificates } from './certificates.js'

/**
 * The candidates of a file; a private key that has its certificate in the same file tells when that expires. `bytes`: the file, or its first
 * ones. Certificates are looked for only where there is a private key.
 */
export function withCertificates<T extends Candidate>(found: T[], bytes: Buffer): T[] {
  const hasStore = found.some(isStore)
  if (!hasStore && !found.some(isPemKey)) return found
  const certificates = hasStore ? storeCertificates(bytes) : pemCertificates(bytes)
  if (certificates.length === 0) return found
  return found.map((one) => {
    const own = isStore(one) || isPemKey(one) ? certificateOf(one, certificates) : undefined
    const expires = own ? Math.floor(Date.parse(own.validTo) / 1000) : Number.NaN
    if (Number.isNaN(expires)) return one
    return { ...one, expires, reasons: [...one.reasons, reasonOf(expires)] }
  })
}

function isStore({ signature }: Candidate): boolean {
  return signature === 'pkcs12-keystore'
}

function isPemKey({ secret }: Candidate): boolean {
  return /^-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----/.test(secret)
}

/** That of the same key; of a key that cannot be read (it is encrypted), the one that is no authority's. */
function certificateOf({ identity }: Candidate, all: readonly X509Certificate[]): X509Certificate | undefined {
  if (identity?.startsWith('key:')) return all.find((one) => identityOf(one) === identity)
  return all.find(({ ca }) => !ca) ?? all[0]
}

function identityOf({ publicKey }: X509Certificate): string | undefined {
  try {
    return keyIdentity(publicKey)
  } catch {
    return undefined
  }
}

function reasonOf(expires: number): string {
  const day = new Date(expires * 1000).toISOString().slice(0, 10)
  return expires < Date.now() / 1000 ? `its certificate expired on ${day}` : `its certificate is valid until ${day}`
}
