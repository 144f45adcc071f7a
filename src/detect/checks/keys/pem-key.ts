import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { CheckResult } from '../check.js'
import { encryptedKey } from './encrypted-key.js'
import { keyIdentity } from './key-identity.js'
import { checkOpensshKey } from './openssh-key.js'
import { canonicalPem, type PemText, readPemText } from './pem-text.js'
import { checkPgpKey } from './pgp-key.js'

/** Base64 characters of the shortest key of all: an Ed25519 key in PKCS #8 has 64, some raw ones of 32 bytes 44. */
const shortestBody = 44

/** Of a block without its end, this much must be there to be more than a picture of a key. In base64 characters. */
const shortestFragment = 200

/**
 * Judges a PEM block with a private key. `value` starts with the block's first line; it may lack its last one. What is
 * no base64 or far too short is the picture of a key in some documentation.
 */
export function checkPem(value: string, label: string): CheckResult {
  const begin = `-----BEGIN ${label}-----`
  const endAt = value.lastIndexOf(`-----END ${label}-----`)
  const inner = value.slice(begin.length, endAt < 0 ? undefined : endAt)
  const text = readPemText(inner, label)
  if (label === 'OpenVPN Static key V1') return checkOpenVpn(text?.body ?? '')
  if (text === undefined || text.body.length < shortestBody) return { verdict: 'rejected' }
  const result = endAt < 0 ? checkFragment(text) : checkComplete(text, canonicalPem(text))
  return result.verdict !== 'proven' && isDrawn(text.body) ? { verdict: 'rejected' } : result
}

function checkFragment(text: PemText): CheckResult {
  if (text.body.length < shortestFragment) return { verdict: 'rejected' }
  return { verdict: 'doubtful', secret: canonicalPem(text), reason: 'the key is cut off' }
}

function checkComplete(text: PemText, secret: string): CheckResult {
  if (text.label === 'PGP PRIVATE KEY BLOCK') return checkPgpKey(text.body, secret)
  const bytes = Buffer.from(text.body, 'base64')
  if (text.label === 'OPENSSH PRIVATE KEY') return checkOpensshKey(bytes, secret)
  if (text.label.startsWith('SSH2 ENCRYPTED')) {
    return { verdict: 'neutral', severity: 'medium', reason: 'encrypted', secret }
  }
  if (text.label.startsWith('ENCRYPTED') || text.headers.length > 0) return encryptedKey(secret)
  const key = parseKey(secret, bytes)
  if (key === undefined) return { verdict: 'doubtful', secret, reason: 'the key does not parse' }
  return { verdict: 'proven', secret, identity: key, reason: 'the key parses' }
}

/** The identity of the key, if it parses, be its label right or wrong. */
function parseKey(pem: string, der: Buffer): string | undefined {
  // All forms are a DER SEQUENCE; errors of crypto are dear.
  if (der[0] !== 0x30) return undefined
  const attempts: (() => KeyObject)[] = [
    () => createPrivateKey(pem),
    ...(['pkcs8', 'pkcs1', 'sec1'] as const).map((type) => () => createPrivateKey({ key: der, format: 'der', type })),
  ]
  for (const attempt of attempts) {
    try {
      return keyIdentity(createPublicKey(attempt()))
    } catch {
      // The next form.
    }
  }
  return undefined
}

/** `MIIEpAIBAAKCAQEA…xxxxxxxx`: few different characters, or one of them in long rows. */
function isDrawn(body: string): boolean {
  return /(.)\1{23}/.test(body) || new Set(body).size < 16
}

/** 256 random bytes in hexadecimal, sixteen lines: what `openvpn --genkey` writes. */
function checkOpenVpn(hex: string): CheckResult {
  if (!/^[0-9a-fA-F]{512}$/.test(hex) || new Set(hex).size < 10) return { verdict: 'rejected' }
  const label = 'OpenVPN Static key V1'
  const lines = hex.toLowerCase().match(/.{32}/g) ?? []
  const secret = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
  return { verdict: 'proven', secret, reason: 'a key of 2,048 bits' }
}
