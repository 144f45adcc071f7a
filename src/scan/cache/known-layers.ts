import { createHash } from 'node:crypto'
import { read } from 'node:fs'
import { promisify } from 'node:util'
import pLimit from 'p-limit'
import type { BlobStart, FileRange, LayerReader } from '../../sources/source.js'
import type { SealedLayer } from '../seal/sealed-layer.js'
import type { LayerCache } from './layer-cache.js'

const readAt = promisify(read)
/** Bytes that are read from a file at a time. */
const step = 1024 * 1024
/** Hashing is bound by one thread; a second range keeps the disk busy. */
const rangesAtOnce = 2

export type KnownLayersOptions = {
  cache: Pick<LayerCache, 'layer' | 'mayKnow'>
  signal: AbortSignal | undefined
  onBytes: (bytes: number) => void
  onDone: (id: string, layer: SealedLayer) => void
}

export type KnownLayers = {
  reader: LayerReader
  /** The layers that were read, by blob id, with those that were known, in the order in which the source named them. */
  complete(read: ReadonlyMap<string, SealedLayer>): ReadonlyMap<string, SealedLayer>
}

/**
 * A reader that looks into what is new only. The name of a blob in a file may claim a digest of which a layer is known: then its bytes are
 * read and hashed, and only if they really have that digest is what was found before taken for them. What a source vouches for by a digest
 * (`recall`) need not even be brought. Everything else goes to `reader`.
 */
export function skipKnownLayers(
  reader: LayerReader,
  { cache, signal, onBytes, onDone }: KnownLayersOptions,
): KnownLayers {
  const known = new Map<string, SealedLayer>()
  const order: string[] = []
  const limit = pLimit(rangesAtOnce)

  function take(id: string, layer: SealedLayer): void {
    known.set(id, layer)
    onDone(id, layer)
  }

  const rangeBy =
    (readRange: NonNullable<LayerReader['range']>): LayerReader['range'] =>
    async (blob, place) => {
      order.push(blob.id)
      const claimed = claimedDigest(blob.id)
      if (claimed === undefined || !(await cache.mayKnow(claimed))) return readRange(blob, place)
      const layer = (await limit(() => digestOf(place, signal))) === claimed ? await cache.layer(claimed) : undefined
      if (layer === undefined) return readRange(blob, place)
      onBytes(place.length)
      take(blob.id, layer)
      return claimed
    }
  const recall: LayerReader['recall'] = async ({ id }, digest) => {
    const layer = await cache.layer(digest)
    if (layer === undefined) return false
    order.push(id)
    take(id, layer)
    return true
  }
  const stream = (blob: BlobStart) => {
    order.push(blob.id)
    return reader(blob)
  }
  return {
    reader: Object.assign(stream, { recall, ...(reader.range && { range: rangeBy(reader.range) }) }),
    complete: (read) =>
      new Map(
        order.flatMap((id) => {
          const layer = known.get(id) ?? read.get(id)
          return layer ? [[id, layer] as const] : []
        }),
      ),
  }
}

/** `blobs/sha256/HEX` of OCI layouts, and `HEX/layer.tar` and `HEX.tar` of others, whose HEX may be a digest or not. */
function claimedDigest(id: string): string | undefined {
  const hex = /^(?:blobs\/sha256\/([0-9a-f]{64})|([0-9a-f]{64})(?:\/layer\.tar|\.tar))$/.exec(id)
  return hex ? `sha256:${hex[1] ?? hex[2]}` : undefined
}

/** Undefined where the bytes cannot be read; that is for the reader to tell. */
async function digestOf(
  { fd, start, length }: FileRange,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(Math.min(step, length))
  try {
    for (let done = 0; done < length; ) {
      if (signal?.aborted) return undefined
      const { bytesRead } = await readAt(fd, buffer, 0, Math.min(step, length - done), start + done)
      if (bytesRead === 0) return undefined
      hash.update(buffer.subarray(0, bytesRead))
      done += bytesRead
    }
  } catch {
    return undefined
  }
  return `sha256:${hash.digest('hex')}`
}
