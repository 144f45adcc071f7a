import { createHmac, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Exposure } from '../finding.js'
import type { IdMaterial } from './sealed.js'

const slowHash = promisify(scrypt) as (secret: Buffer, salt: string, length: number) => Promise<Buffer>

/** Without a key of their own, all installations share this one: ids then are comparable, and no more secret than a hash. */
const publicKey = 'jetsam finding id, version 1'
/** Ids of secrets that could be guessed in fewer tries than this many bits must not be a test for guesses. */
const safeBits = 64
const idLength = 20

/**
 * What an id needs of a secret. With a key (`JETSAM_ID_KEY`), or if nobody could guess the secret, an HMAC of it; else eight bits of a
 * slow hash. `identity`: the canonical secret, or its identity where that is something else; a byte string. `bits`: estimate of the tries
 * needed to guess it, as a power of two.
 */
export async function idMaterial(identity: string, bits: number, key: string | undefined): Promise<IdMaterial> {
  const bytes = Buffer.from(identity, 'latin1')
  if (!needsSlowHash(bits, key)) {
    return {
      digest: createHmac('sha256', key || publicKey)
        .update(bytes)
        .digest('base64url'),
    }
  }
  return { eightBits: (await slowHash(bytes, publicKey, 1)).toString('hex') }
}

/** Whether a secret could be guessed, and there is no key of the user's to keep the guesses out. */
export function needsSlowHash(bits: number, key: string | undefined): boolean {
  return !key && bits < safeBits
}

export type IdentifiedSecret = {
  signature: string
  material: IdMaterial
  /** The first of the finding's places, in the report's order. */
  place: { exposure: Exposure; key?: string; path?: string }
}

/**
 * The finding's id: twenty hex digits, stable across rebuilds, and of no help in guessing the secret.
 * A secret that could be guessed is named by where it stands and eight bits of a slow hash, so that a second secret at the same place has
 * another id (255 times of 256).
 */
export function findingId({ signature, material, place }: IdentifiedSecret): string {
  if ('digest' in material) return digest([signature, material.digest])
  const named = digest([signature, place.exposure, place.path ?? '', place.key ?? ''])
  return named.slice(0, idLength - 2) + material.eightBits
}

function digest(parts: string[]): string {
  return createHmac('sha256', publicKey).update(JSON.stringify(parts)).digest('hex').slice(0, idLength)
}
