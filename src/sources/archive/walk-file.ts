import type { FileHandle } from 'node:fs/promises'
import type { LayerReader } from '../source.js'
import { mayBeJson } from './json-head.js'
import type { ArchiveLimits } from './limits.js'
import type { ArchiveWalk } from './walk.js'

/** Bytes that are read at a time where all of them are needed. */
const STEP = 256 * 1024

export type RangeOptions = { range: NonNullable<LayerReader['range']> } & Pick<ArchiveLimits, 'rangeBytes'>

/**
 * Walks an archive in a file of `size` bytes, as if all of it were written to the walk; but what is no document and large is passed
 * over and left to the reader, to be read side by side. Gives the error that ended it, if any.
 */
export async function walkFile(
  file: FileHandle,
  size: number,
  walk: ArchiveWalk,
  { range, rangeBytes }: RangeOptions,
  signal?: AbortSignal,
): Promise<Error | undefined> {
  const window = createWindow(file)
  try {
    for (let at = 0; at < size; ) {
      signal?.throwIfAborted()
      const body = walk.nextBody
      const isWhole = body !== undefined && at + body.size <= size
      if (isWhole && body.size >= rangeBytes && mayBeJson(await window.read(at, Math.min(HEAD, body.size))) === false) {
        const start = at
        await walk.passOver((blob) => range(blob, { fd: file.fd, start, length: blob.size }))
        at += body.size
        continue
      }
      const bytes = await window.read(at, Math.min(walk.wanted, STEP, size - at))
      if (bytes.length === 0) break
      await walk.write(bytes)
      at += bytes.length
    }
    return undefined
  } catch (error) {
    return error as Error
  }
}

/** More than a document may begin with blank; of a smaller body there may be less. */
const HEAD = 512
/** Headers of small entries stand close together. */
const READ_AHEAD = 16 * 1024

/** Reads pieces of a file; small ones that follow each other with one call. The bytes stay as they are: an inflater may hold them. */
function createWindow(file: FileHandle): { read(at: number, length: number): Promise<Buffer> } {
  let buffer: Buffer = Buffer.alloc(0)
  let start = 0
  return {
    async read(at, length) {
      if (at < start || at + length > start + buffer.length) {
        const wanted = Math.max(length, READ_AHEAD)
        const read = await file.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, at)
        start = at
        buffer = read.buffer.subarray(0, read.bytesRead)
      }
      return buffer.subarray(at - start, at - start + length)
    },
  }
}
