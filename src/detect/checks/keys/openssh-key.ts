import type { CheckResult } from '../check.js'
import { encryptedKey } from './encrypted-key.js'
import { sshKeyIdentity } from './ssh-public-key.js'
import { sshReader } from './ssh-reader.js'

const magic = Buffer.from('openssh-key-v1\0')

/**
 * The body of an `OPENSSH PRIVATE KEY` block, decoded.
 * Source: https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
export function checkOpensshKey(bytes: Buffer, secret: string): CheckResult {
  const broken: CheckResult = { verdict: 'doubtful', secret, reason: 'the key does not parse' }
  if (!bytes.subarray(0, magic.length).equals(magic)) return broken
  try {
    const reader = sshReader(bytes.subarray(magic.length))
    const cipher = reader.string().toString('latin1')
    reader.string()
    reader.string()
    if (reader.uint32() < 1) return broken
    const publicBlob = reader.string()
    const identity = sshKeyIdentity(publicBlob)
    const secretPart = reader.string()
    if (cipher !== 'none') return encryptedKey(secret, identity)
    const inner = sshReader(secretPart)
    // Two equal numbers tell that the part was decrypted rightly.
    const [first, second] = [inner.uint32(), inner.uint32()]
    if (first !== second) return broken
    const kind = inner.string().toString('latin1')
    const parsed: CheckResult = { verdict: 'proven', secret, identity, reason: 'the key parses' }
    if (!kind.startsWith('sk-')) return parsed
    return { ...parsed, severity: 'low', reason: 'of use only with the security key that it belongs to' }
  } catch {
    return broken
  }
}
