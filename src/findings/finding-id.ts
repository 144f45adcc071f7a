import { createHmac, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Exposure } from './finding.js'

const slowHash = promisify(scrypt) as (secret: Buffer, salt: string, length: number) => Promise<Buffer>

/** Without a key of their own, all installations share this one: ids then are comparable, and no more secret than a hash. */
const publicKey = 'jetsam finding id, version 1'
/** Ids of secrets that could be guessed in fewer tries than this many bits must not be a test for guesses. */
const safeBits = 64
const idLength = 20

export type IdentifiedSecret = {
  signature: string
  /** The canonical secret, or its identity where that is something else. */
  identity: string
  /** Estimate of the tries needed to guess the secret, as a power of two. */
  bits: number
  /** The first of the finding's places, in the report's order. */
  place: { exposure: Exposure; key?: string; path?: string }
}

/**
 * The finding's id: twenty hex digits, stable across rebuilds, and of no help in guessing the secret.
 * With a key (`JETSAM_ID_KEY`) it is an HMAC over signature and secret. Without one, a secret that could be guessed is named by
 * where it stands and eight bits of a slow hash, so that a second secret at the same place has another id (255 times of 256).
 */
export async function findingId(secret: IdentifiedSecret, key: string | undefined): Promise<string> {
  if (key || secret.bits >= safeBits) return digest(key ?? publicKey, [secret.signature, secret.identity])
  const { exposure, key: name, path } = secret.place
  const eightBits = await slowHash(Buffer.from(secret.identity, 'latin1'), publicKey, 1)
  const place = digest(publicKey, [secret.signature, exposure, path ?? '', name ?? ''])
  return place.slice(0, idLength - 2) + eightBits.toString('hex')
}

function digest(key: string, parts: string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, idLength)
}
