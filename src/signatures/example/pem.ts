import { createECDH, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { dsaPrivateKeyDer } from './dsa.js'
import { ed25519Pkcs8 } from './ed25519.js'
import { opensshPrivateKey } from './openssh.js'
import { pgpPrivateKey } from './pgp.js'
import type { SeededRandom } from './seeded-random.js'

/** RSA keys are slow to make: the same seed gives the same key within one process only. */
const rsaKeys = new Map<string, KeyObject>()

/**
 * A PEM block with this label, and in it a real, fresh private key of that kind that `node:crypto` parses. Labels that name no kind of
 * key known here get a random body. Ends without a line break.
 */
export function examplePem(label: string, random: SeededRandom): string {
  if (label === 'PGP PRIVATE KEY BLOCK') return pgpPrivateKey(random)
  if (label === 'OpenVPN Static key V1') return wrap(label, random.bytes(256).toString('hex'), 32)
  if (label === 'OPENSSH PRIVATE KEY') return wrap(label, opensshPrivateKey(random).toString('base64'), 70)
  return wrap(label, derOf(label, random).toString('base64'), 64)
}

function derOf(label: string, random: SeededRandom): Buffer {
  switch (label) {
    case 'RSA PRIVATE KEY':
      return rsaKey(random.seed).export({ type: 'pkcs1', format: 'der' })
    case 'EC PRIVATE KEY':
      return ecKeyDer(random)
    case 'DSA PRIVATE KEY':
      return dsaPrivateKeyDer()
    case 'PRIVATE KEY':
      return ed25519Pkcs8(random.bytes(32))
    case 'ENCRYPTED PRIVATE KEY':
      return encrypted(random)
    default:
      return random.bytes(320)
  }
}

function encrypted(random: SeededRandom): Buffer {
  const key = createPrivateKey({ key: ed25519Pkcs8(random.bytes(32)), format: 'der', type: 'pkcs8' })
  const passphrase = random.bytes(12).toString('hex')
  return key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase })
}

function rsaKey(seed: string): KeyObject {
  const known = rsaKeys.get(seed)
  if (known) return known
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  rsaKeys.set(seed, privateKey)
  return privateKey
}

/** ECPrivateKey of RFC 5915 on the curve P-256. */
function ecKeyDer(random: SeededRandom): Buffer {
  const scalar = random.bytes(32)
  // Below the order of the curve, which starts ffffffff00000000.
  scalar[0] = scalar[0]! & 0x7f
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(scalar)
  const parameters = Buffer.from('a00a06082a8648ce3d030107a144034200', 'hex')
  return Buffer.concat([Buffer.from('30770201010420', 'hex'), scalar, parameters, curve.getPublicKey()])
}

function wrap(label: string, body: string, width: number): string {
  const lines = body.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')
}
