import { crc24 } from '../crc24.js'
import { ed25519PublicKey } from './ed25519.js'
import type { SeededRandom } from './seeded-random.js'

/** OID of Ed25519 in OpenPGP's EdDSA (algorithm 22): RFC 9580, section 9.2. */
const ed25519Oid = Buffer.from('2b06010401da470f01', 'hex')

/**
 * An armoured OpenPGP transferable secret key without a passphrase: secret-key packet (version 4, EdDSA) and user id, with no
 * self-signature. Source: RFC 9580, sections 5.5.3, 5.11 and 6.
 */
export function pgpPrivateKey(random: SeededRandom): string {
  const seed = random.bytes(32)
  const point = Buffer.concat([Buffer.from([0x40]), ed25519PublicKey(seed)])
  const created = random.bytes(3)
  const secret = integer(seed)
  const body = Buffer.concat([
    Buffer.from([4, 0x60]),
    created,
    Buffer.from([22, ed25519Oid.length]),
    ed25519Oid,
    integer(point),
    Buffer.from([0]),
    secret,
    checksum16(secret),
  ])
  const packets = Buffer.concat([packet(5, body), packet(13, Buffer.from('Builder <builder@example.org>'))])
  const lines = packets.toString('base64').match(/.{1,64}/g) ?? []
  const label = 'PGP PRIVATE KEY BLOCK'
  return [`-----BEGIN ${label}-----`, '', ...lines, `=${crc24(packets)}`, `-----END ${label}-----`].join('\n')
}

/** A packet of the new format with a one-byte length: `body` is shorter than 192 bytes. */
function packet(tag: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xc0 | tag, body.length]), body])
}

/** A multiprecision integer: its length in bits, then its bytes without leading zeros. */
function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const digits = bytes.subarray(start < 0 ? bytes.length : start)
  const bits = digits.length === 0 ? 0 : digits.length * 8 - Math.clz32(digits[0]!) + 24
  return Buffer.concat([Buffer.from([bits >> 8, bits & 0xff]), digits])
}

function checksum16(bytes: Buffer): Buffer {
  const sum = bytes.reduce((total, byte) => (total + byte) & 0xffff, 0)
  return Buffer.from([sum >> 8, sum & 0xff])
}
