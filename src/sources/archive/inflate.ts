import { createInflater } from '../../layer/compression.js'

/** Compressed bytes that are inflated at a time: even at the highest ratio of gzip (1:1032) the result stays small. */
const STEP = 16 * 1024

export type InflatedStream = {
  write(bytes: Uint8Array): Promise<void>
  /** Call once. `error` is why the compressed data ended early or wrong. */
  end(): Promise<{ error?: { code: string; message: string }; trailing?: number }>
}

/** Undoes the compression of a whole archive (gzip, zstd, bzip2, xz or none) and waits for its reader, so that memory stays bounded. */
export function createInflatedStream(onBytes: (bytes: Uint8Array) => Promise<void>): InflatedStream {
  const queue: Uint8Array[] = []
  const drain = async (): Promise<void> => {
    for (let bytes = queue.shift(); bytes !== undefined; bytes = queue.shift()) await onBytes(bytes)
  }
  const inflater = createInflater((bytes) => void queue.push(bytes), { onTurn: drain })
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; at += STEP) {
        await inflater.write(bytes.subarray(at, at + STEP))
        await drain()
      }
    },
    async end() {
      const ending = await inflater.end()
      await drain()
      return ending
    },
  }
}
