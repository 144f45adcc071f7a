import type { LayerReader, LayerSink } from '../../source.js'

/** Names by which an engine's exports always mean the same bytes: a layer's own id, or its digest. */
const stableName = /^(?:[0-9a-f]{64}\/layer\.tar|blobs\/sha256\/[0-9a-f]{64})$/

export type RepeatedLayers = {
  /** The reader for the next export. */
  readerFor(exportNumber: number): LayerReader
  /** The id under which a blob of an export went to the layer reader. */
  blobOf(id: string): string
}

/** Lets a layer through once, however many exports bring it. One that broke off is let through again, under another id. */
export function createRepeatedLayers(reader: LayerReader): RepeatedLayers {
  const ids = new Map<string, string>()
  const broken = new Set<string>()
  return {
    blobOf: (id) => ids.get(id) ?? id,
    readerFor: (exportNumber) => (blob) => {
      const isStable = stableName.test(blob.id)
      if (isStable && ids.has(blob.id) && !broken.delete(blob.id)) return discard
      const id = isStable && !ids.has(blob.id) ? blob.id : `${blob.id} (export ${exportNumber})`
      if (isStable) ids.set(blob.id, id)
      const sink = reader({ ...blob, id })
      return {
        write: (bytes) => sink.write(bytes),
        end: () => sink.end(),
        fail: (problem) => {
          broken.add(blob.id)
          return sink.fail(problem)
        },
      }
    },
  }
}

const discard: LayerSink = { write: () => undefined, end: async () => undefined, fail: async () => undefined }
