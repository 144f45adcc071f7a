import { createHmac } from 'node:crypto'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source } from '../../sources/source.js'
import type { UnwrapLimits } from '../../unwrap/limits.js'
import type { SealedLayer } from '../seal/sealed-layer.js'
import type { SealedSource } from '../seal/sealed-source.js'
import { readEntry, writeEntry } from './entry-file.js'
import type { CacheFolder } from './folder.js'
import { pruneSometimes } from './prune.js'
import { sourceIdentity } from './source-identity.js'
import { expiryOfLayer, firstExpiry, type StoredSource, storedSource } from './stored-source.js'

/** What earlier scans found. A source is known by what cannot change unseen, a layer only by the digest of bytes that were read. */
export type LayerCache = {
  /** 32 bytes with which everything is sealed that goes into the cache. */
  key: Uint8Array
  /** What a scan of these bytes brings; undefined if that is not known. `digest`: computed over them, or that of a source known as a whole. */
  layer(digest: string): Promise<SealedLayer | undefined>
  /** Whether it is worth computing a digest that something claims. Says nothing about any bytes. */
  mayKnow(claimed: string): Promise<boolean>
  /** What reading the source would bring, if all of it is known. */
  recall(source: Source): Promise<SealedSource | undefined>
  /** Call before reading; the result is to be called with what was read, and writes what is whole. Fails in silence. */
  observe(source: Source): Promise<(sealed: SealedSource) => Promise<void>>
}

/** All that the entries depend on. */
export type CacheVersion = { signatures: string; code: string; limits: UnwrapLimits; idKey?: string }

/** Raised when entries are written in another form. */
const format = 1

export function createLayerCache({ path, entries, key }: CacheFolder, version: CacheVersion): LayerCache {
  const derived = (purpose: string) => createHmac('sha256', key).update(purpose).digest()
  const contentKey = derived('entries')
  const { signatures, code, limits, idKey = '' } = version
  const nameKey = derived(JSON.stringify(['names', format, signatures, code, idKey, Object.entries(limits)]))
  const nameOf = (kind: 'layer' | 'source', identity: string) =>
    `${createHmac('sha256', nameKey).update(`${kind} ${identity}`).digest('hex').slice(0, 40)}.${kind}`
  const read = (name: string) => readEntry(entries, name, contentKey)
  const write = (name: string, value: unknown) => writeEntry(entries, name, contentKey, value)

  async function layerOf(digest: string): Promise<SealedLayer | undefined> {
    const layer = (await read(nameOf('layer', digest))) as SealedLayer | undefined
    return layer && expiryOfLayer(layer) > Date.now() / 1000 ? layer : undefined
  }

  async function recall(source: Source): Promise<SealedSource | undefined> {
    const identity = await sourceIdentity(source)
    if (identity === undefined) return undefined
    const stored = (await read(nameOf('source', identity))) as StoredSource | undefined
    if (stored === undefined) return undefined
    const digests = [...new Set(stored.blobs.map(({ digest }) => digest))]
    const layers = new Map<string, SealedLayer>()
    for (const digest of digests) {
      const layer = await layerOf(digest)
      if (layer === undefined) return undefined
      layers.set(digest, layer)
    }
    const blobs = stored.blobs.map(({ shown, digest }) => ({ shown, layer: layers.get(digest)! }))
    const sealed: SealedSource = { ...stored, blobs, problems: [] }
    return firstExpiry(sealed) > Date.now() / 1000 ? asToldNow(sealed, source) : undefined
  }

  async function remember(sealed: SealedSource, identity: string, source: Source): Promise<void> {
    const stored = storedSource(sealed)
    if (stored === undefined || !isAsEngineSays(sealed, source)) return
    const layers = new Map(sealed.blobs.map(({ layer }) => [layer.digest, layer]))
    for (const [digest, layer] of layers) await write(nameOf('layer', digest), layer)
    await write(nameOf('source', identity), stored)
    await pruneSometimes(entries, join(path, 'pruned'))
  }

  return {
    key,
    layer: layerOf,
    mayKnow: (claimed) =>
      access(join(entries, nameOf('layer', claimed))).then(
        () => true,
        () => false,
      ),
    recall,
    observe: async (source) => {
      const before = await sourceIdentity(source)
      return async (sealed) => {
        if (before === undefined || before !== (await sourceIdentity(source))) return
        // A full disk or a folder that is read only costs time the next time, and nothing else.
        await remember(sealed, before, source).catch(() => {})
      }
    },
  }
}

/** An export of an image must have brought the layers that its engine names. */
function isAsEngineSays({ images, blobs }: SealedSource, { known }: Source): boolean {
  if (known?.kind !== 'image') return true
  const wanted = known.diffIds.join(' ')
  return images.some(
    ({ layers }) => layers.map(({ blob }) => blob !== undefined && blobs[blob]?.layer.diffId).join(' ') === wanted,
  )
}

/** What an engine may tell otherwise of the same image: its tags, how it was named, whether it was pulled. */
function asToldNow(sealed: SealedSource, { known }: Source): SealedSource {
  if (known?.kind !== 'image') return sealed
  const { source, tags } = known
  return { ...sealed, images: sealed.images.map((image) => ({ ...image, told: { ...image.told, source, tags } })) }
}
