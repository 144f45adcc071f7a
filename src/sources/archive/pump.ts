import type { Readable } from 'node:stream'

/** Feeds a stream's bytes on as they come, each part after the one before is taken; gives the error that ended it, if any. */
export async function pump(
  stream: Readable,
  write: (bytes: Uint8Array) => Promise<void>,
  signal?: AbortSignal,
): Promise<Error | undefined> {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  for (;;) {
    let next: IteratorResult<Uint8Array>
    try {
      signal?.throwIfAborted()
      next = await iterator.next()
    } catch (error) {
      stream.destroy()
      return error as Error
    }
    if (next.done) return undefined
    await write(next.value)
  }
}
