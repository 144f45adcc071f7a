import type { Transform } from 'node:stream'

/** One compressed member that is being read. Output comes by the callback that it was made with. */
export type Decoder = {
  /** Works the bytes off; says how many were left over because the member ended before them. Rejects on bad data. */
  write(bytes: Uint8Array): Promise<number>
  /** No more bytes come: brings the rest of the output. Rejects if the member was not at its end, where the decoder can tell. */
  end(): Promise<void>
  /** Gives it up. */
  close(): void
}

/** Output is collected for one turn of the event loop at most: the next input is on its thread while the last output is used. */
export type OutputQueue = { push(bytes: Uint8Array): void; drain(): void }

/** Hands output on a moment later, from the event loop. `onBytes` must not throw. */
export function createOutputQueue(onBytes: (bytes: Uint8Array) => void): OutputQueue {
  let queue: Uint8Array[] = []
  let scheduled = false
  const drain = () => {
    const ready = queue
    queue = []
    scheduled = false
    for (const bytes of ready) onBytes(bytes)
  }
  return {
    push(bytes) {
      queue.push(bytes)
      if (!scheduled) setImmediate(drain)
      scheduled = true
    },
    drain,
  }
}

/** A zlib stream of Node, which counts the input that it consumed. */
export type ZlibStream = Transform & { readonly bytesWritten: number }

/** Drives a zlib stream one write at a time, so that it is known what a member that ends early left over. */
export function createZlibDecoder(stream: ZlibStream, onOutput: (bytes: Uint8Array) => void): Decoder {
  let settle: { resolve(leftOver: number): void; reject(error: Error): void } | undefined
  let failure: Error | undefined
  let ended = false
  let written = 0
  stream.on('data', onOutput)
  stream.on('end', () => {
    ended = true
    settle?.resolve(written - stream.bytesWritten)
  })
  stream.on('error', (error) => {
    failure = error
    settle?.reject(error)
  })
  stream.on('close', () => settle?.resolve(0))
  const settled = (start: () => void) =>
    new Promise<number>((resolve, reject) => {
      settle = { resolve, reject }
      if (failure !== undefined) reject(failure)
      else if (ended) resolve(written - stream.bytesWritten)
      else start()
    })
  return {
    write(bytes) {
      written += bytes.length
      return settled(() => stream.write(bytes, (error) => (error ? undefined : settle?.resolve(0))))
    },
    async end() {
      await settled(() => stream.end())
    },
    close: () => stream.destroy(),
  }
}
