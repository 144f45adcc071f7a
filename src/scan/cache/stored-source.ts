import type { SealedLayer } from '../seal/sealed-layer.js'
import type { SealedBlob, SealedSource } from '../seal/sealed-source.js'

/** A source as the cache keeps it: its layers stand in entries of their own, under the digests of their bytes. */
export type StoredSource = Omit<SealedSource, 'blobs' | 'problems'> & { blobs: StoredBlob[] }

type StoredBlob = Pick<SealedBlob, 'shown'> & { digest: string }

/** Undefined for what must be read again the next time: something went wrong, or was not read. */
export function storedSource({ problems, blobs, ...rest }: SealedSource): StoredSource | undefined {
  if (problems.length > 0 || rest.gaps.some(({ kind }) => kind === 'unread')) return undefined
  if (!blobs.every(({ layer }) => isWhole(layer))) return undefined
  if (rest.images.some(({ layers }) => layers.some((layer) => !isAsClaimed(layer, blobs)))) return undefined
  return { ...rest, blobs: blobs.map(({ shown, layer }) => ({ shown, digest: layer.digest })) }
}

function isWhole({ gaps, problems }: SealedBlob['layer']): boolean {
  return problems.length === 0 && gaps.every(({ kind }) => kind !== 'unread')
}

function isAsClaimed({ blob, diffId }: { blob?: number; diffId: string }, blobs: readonly SealedBlob[]): boolean {
  return blob !== undefined && (diffId === '' || blobs[blob]?.layer.diffId === diffId)
}

/** When the first token expires that was valid when it was found, in seconds since 1970; Infinity for never. */
export function firstExpiry({ images, documents, blobs }: SealedSource): number {
  const texts = images.flatMap((image) => image.texts)
  const own = [...texts, ...documents].map(({ candidate }) => candidate.secret.expires)
  return earliest([...own, ...blobs.map(({ layer }) => expiryOfLayer(layer))])
}

/** The same of one layer. */
export function expiryOfLayer({ found }: SealedLayer): number {
  return earliest(found.flatMap(({ candidates }) => candidates.map(({ secret }) => secret.expires)))
}

function earliest(times: readonly (number | undefined)[]): number {
  let first = Number.POSITIVE_INFINITY
  for (const time of times) if (time !== undefined && time < first) first = time
  return first
}
