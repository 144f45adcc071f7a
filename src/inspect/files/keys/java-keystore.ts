import { defineFormat } from '../define-format.js'
import { storeCandidate } from './store.js'

const PRIVATE_KEY = 1
const CERTIFICATE = 2
const SECRET_KEY = 3

/**
 * Java keystores, JKS and JCEKS, that hold a private or secret key; those with certificates alone are public. All numbers are big-endian.
 * Source: OpenJDK, `sun.security.provider.JavaKeyStore` and `com.sun.crypto.provider.JceKeyStore`, `engineStore`.
 */
export const javaKeystore = defineFormat({
  id: 'java-keystore',
  magics: ['\xfe\xed\xfe\xed', '\xce\xce\xce\xce'],
  limit: 16 * 1024 * 1024,
  parse: (text) =>
    holdsKey(Buffer.from(text, 'latin1'))
      ? storeCandidate(text, { signature: 'java-keystore', reason: 'a Java keystore with a private key' })
      : [],
})

function holdsKey(bytes: Buffer): boolean {
  if (bytes.length < 12) return false
  const version = bytes.readUInt32BE(4)
  const count = bytes.readUInt32BE(8)
  let at = 12
  for (let entry = 0; entry < count && at + 6 <= bytes.length; entry++) {
    const tag = bytes.readUInt32BE(at)
    if (tag === PRIVATE_KEY || tag === SECRET_KEY) return true
    if (tag !== CERTIFICATE) return false
    at += 6 + bytes.readUInt16BE(at + 4) + 8
    if (version >= 2) {
      if (at + 2 > bytes.length) return false
      at += 2 + bytes.readUInt16BE(at)
    }
    if (at + 4 > bytes.length) return false
    at += 4 + bytes.readUInt32BE(at)
  }
  return false
}
