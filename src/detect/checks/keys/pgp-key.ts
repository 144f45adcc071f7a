import { crc24 } from '../../../signatures/crc24.js'
import type { CheckResult } from '../check.js'
import { encryptedKey } from './encrypted-key.js'
import { fingerprint } from './key-identity.js'
import { readPgpPacket } from './pgp-packet.js'
import { publicPartLength } from './pgp-public-part.js'

/** Packet types: RFC 9580, section 5. */
const secretKey = 5
const secretSubkey = 7

/** What GnuPG writes in place of a primary key that is kept elsewhere: S2K type 101. */
const gnuDummy = 101

/**
 * The body of a `PGP PRIVATE KEY BLOCK`: base64 and, usually, `=` and the CRC24 of the bytes. The first packet must be
 * a secret key.
 * Source: RFC 9580, sections 4.2, 5.5.3 and 6.1.
 */
export function checkPgpKey(body: string, secret: string): CheckResult {
  const [encoded, checksum] = splitChecksum(body)
  const bytes = Buffer.from(encoded, 'base64')
  const packet = readPgpPacket(bytes)
  if (packet === undefined || (packet.tag !== secretKey && packet.tag !== secretSubkey)) {
    return { verdict: 'doubtful', secret, reason: 'the key does not parse' }
  }
  if (checksum !== undefined && checksum !== crc24(bytes)) {
    return { verdict: 'doubtful', secret, reason: 'its checksum is wrong' }
  }
  const publicLength = publicPartLength(packet.body)
  if (publicLength === undefined) {
    return { verdict: checksum === undefined ? 'neutral' : 'proven', secret, reason: 'a secret-key packet' }
  }
  const identity = fingerprint(packet.body.subarray(0, publicLength))
  const usage = packet.body[publicLength]
  if (usage === 0) return { verdict: 'proven', secret, identity, reason: 'the key parses' }
  if (isDummy(packet.body, publicLength)) {
    return { verdict: 'neutral', secret, identity, severity: 'low', reason: 'its primary key is kept elsewhere' }
  }
  return encryptedKey(secret, identity)
}

function splitChecksum(body: string): [string, string | undefined] {
  const match = /=([A-Za-z0-9+/]{4})$/.exec(body)
  return match === null ? [body, undefined] : [body.slice(0, match.index), match[1]]
}

/** Usage, cipher, S2K type: `body[at]`, `[at + 1]`, `[at + 2]`, for usage 254 and 255. */
function isDummy(body: Buffer, at: number): boolean {
  return (body[at] === 254 || body[at] === 255) && body[at + 2] === gnuDummy
}
