import type { CheckResult } from '../check.js'

/** What is said of a private key that a passphrase protects. */
export function encryptedKey(secret: string, identity?: string): CheckResult {
  return {
    verdict: 'neutral',
    signature: 'encrypted-private-key',
    severity: 'medium',
    reason: 'encrypted',
    secret,
    ...(identity !== undefined && { identity }),
  }
}
