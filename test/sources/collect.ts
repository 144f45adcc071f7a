import type { Problem } from '../../src/problem.js'
import type { LayerReader } from '../../src/sources/source.js'

export type CollectedBlob = { bytes: Buffer; size: number | undefined; ended: boolean; problem?: Problem }

/** A layer reader that keeps what it is given, by the blobs' ids, and refuses an id that comes twice. */
export function collectBlobs(): { reader: LayerReader; blobs: Map<string, CollectedBlob> } {
  const blobs = new Map<string, CollectedBlob>()
  const reader: LayerReader = ({ id, size }) => {
    if (blobs.has(id)) throw new Error(`the blob ${id} came twice`)
    const blob: CollectedBlob = { bytes: Buffer.alloc(0), size, ended: false }
    blobs.set(id, blob)
    const take = (bytes: Uint8Array) => {
      if (blob.ended) throw new Error(`bytes of ${id} after its end`)
      blob.bytes = Buffer.concat([blob.bytes, bytes])
    }
    return {
      // Every other write makes its caller wait, as a slow reader does.
      write: (bytes) => {
        const copy = Buffer.from(bytes)
        if (blob.bytes.length % 2 === 0) return new Promise((resolve) => setImmediate(() => resolve(take(copy))))
        take(copy)
        return undefined
      },
      end: async () => {
        blob.ended = true
      },
      fail: async (problem) => {
        blob.ended = true
        blob.problem = problem
      },
    }
  }
  return { reader, blobs }
}
