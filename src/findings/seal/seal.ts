import { createHmac } from 'node:crypto'
import type { CompiledSignature } from '../../signatures/table.js'
import { fromByteString } from '../byte-string.js'
import type { Candidate } from '../candidate.js'
import { lengthBucket, maskSecret } from '../mask.js'
import { expiryOf } from './expiry.js'
import { idMaterial, needsSlowHash } from './finding-id.js'
import { isPublishedKey } from './published-keys.js'
import type { IdMaterial, SealedCandidate } from './sealed.js'

export type SealOptions = {
  /** By id. A candidate of an unknown signature is a mistake of ours and throws. */
  signatures: ReadonlyMap<string, CompiledSignature>
  /** Tries needed to guess a secret, as a power of two. */
  estimateBits: (secret: string) => number
  showSecrets: boolean
  /** The value of `JETSAM_ID_KEY`. */
  idKey?: string
  /** At most; unset: a default. */
  slowHashes?: number
  /** 32 bytes that nobody else knows. What is to be merged must be sealed with the same one. */
  key: Uint8Array
}

/** Seals one candidate; `key` and `via` are masked by whoever knows how. */
export type Seal = (candidate: Candidate) => Promise<SealedCandidate>

/** Slow hashes that one function makes at most, a minute's work; guessable secrets beyond that, which no honest layer has, get no bits of one. */
const slowHashLimit = 2000

const withoutHash: Promise<IdMaterial> = Promise.resolve({ eightBits: '00' })

/** Makes a function that seals candidates, and remembers nothing of them but what it gives out. The slow part is done once a secret. */
export function createSeal(options: SealOptions): Seal {
  const { slowHashes = slowHashLimit } = options
  const materials = new Map<string, Promise<IdMaterial>>()
  let slow = 0
  const materialOf = (hash: string, identity: string, bits: number) => {
    const key = `${hash} ${bits}`
    const known = materials.get(key)
    if (known) return known
    if (needsSlowHash(bits, options.idKey) && slow++ >= slowHashes) return withoutHash
    const material = idMaterial(identity, bits, options.idKey)
    materials.set(key, material)
    return material
  }
  return async ({ signature: id, secret, identity, key, confidence, severity, reasons, via, ...beside }) => {
    const signature = options.signatures.get(id)
    if (!signature) throw new Error(`no signature has the id ${id}`)
    const whole = identity ?? `value:${secret}`
    const hash = createHmac('sha256', options.key).update(Buffer.from(whole, 'latin1')).digest('base64url')
    const expires = beside.expires ?? expiryOf(secret)
    const isPublished = isPublishedKey(whole)
    return {
      signature: id,
      confidence,
      reasons: isPublished ? [...reasons, 'a test key that a public package brings'] : reasons,
      ...(isPublished && { isPublished }),
      ...(key !== undefined && { key }),
      ...(severity !== undefined && { severity }),
      ...(via !== undefined && { via }),
      secret: {
        identity: hash,
        masked: maskSecret(secret, signature),
        length: lengthBucket(secret.length),
        id: await materialOf(hash, whole, options.estimateBits(secret)),
        ...(expires !== undefined && expires > Date.now() / 1000 && { expires }),
        ...(options.showSecrets && { value: fromByteString(secret) }),
      },
    }
  }
}
