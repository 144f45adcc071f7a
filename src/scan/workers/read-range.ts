import { read } from 'node:fs'
import { promisify } from 'node:util'
import { sniffCompression } from '../../layer/compression/sniff.js'
import type { FileRange, LayerSink } from '../../sources/source.js'

const readAt = promisify(read)

/** Bytes that are read at a time. */
const step = 256 * 1024

/** Feeds the bytes of a range to a sink; the next ones are being read while the last ones are looked at. */
export async function readRange({ fd, start, length }: FileRange, sink: LayerSink): Promise<void> {
  let reuse: Buffer[] | undefined
  const readPiece = async (at: number): Promise<Buffer> => {
    const wanted = Math.min(step, length - at)
    if (wanted === 0) return Buffer.alloc(0)
    const buffer = reuse?.pop() ?? Buffer.allocUnsafeSlow(step)
    const { bytesRead } = await readAt(fd, buffer, 0, wanted, start + at)
    return buffer.subarray(0, bytesRead)
  }
  let next = readPiece(0)
  for (let at = 0; at < length; ) {
    const piece = await next
    if (piece.length === 0) return sink.fail(shorter)
    // An inflater may hold its input; plain bytes are done with once they are written.
    if (at === 0 && sniffCompression(piece) === 'none') reuse = []
    at += piece.length
    next = readPiece(at)
    await sink.write(piece)
    reuse?.push(Buffer.from(piece.buffer))
  }
  await sink.end()
}

const shorter = {
  code: 'archive-truncated',
  message: 'the file became shorter while it was read',
  hint: 'Scan it again once nothing writes to it',
} as const
