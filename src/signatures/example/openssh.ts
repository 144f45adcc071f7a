import { ed25519PublicKey } from './ed25519.js'
import type { SeededRandom } from './seeded-random.js'

const keyType = 'ssh-ed25519'
const blockSize = 8

/**
 * An unencrypted Ed25519 key in the format `openssh-key-v1` (binary; PEM wraps it in base64).
 * Source: PROTOCOL.key of OpenSSH, https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
export function opensshPrivateKey(random: SeededRandom): Buffer {
  const seed = random.bytes(32)
  const publicKey = ed25519PublicKey(seed)
  const publicBlob = Buffer.concat([sshString(keyType), sshString(publicKey)])
  const check = random.bytes(4)
  const privateKey = sshString(Buffer.concat([seed, publicKey]))
  const secretPart = Buffer.concat([check, check, publicBlob, privateKey, sshString('builder@example')])
  return Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sshString('none'),
    sshString('none'),
    sshString(''),
    uint32(1),
    sshString(publicBlob),
    sshString(Buffer.concat([secretPart, padding(secretPart.length)])),
  ])
}

/** 1, 2, 3, … up to a multiple of the cipher's block size. */
function padding(length: number): Buffer {
  const missing = (blockSize - (length % blockSize)) % blockSize
  return Buffer.from(Array.from({ length: missing }, (_, index) => index + 1))
}

function sshString(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([uint32(bytes.length), bytes])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
