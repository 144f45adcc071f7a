import { read, readSync } from 'node:fs'
import { promisify } from 'node:util'
import { sniffCompression } from '../../layer/compression/sniff.js'
import type { FileRange, LayerSink } from '../../sources/source.js'

const readAt = promisify(read)

/** Bytes that are read at a time, and how many reads are on their way while the last bytes are looked at. */
const step = 256 * 1024
const readsAhead = 2

/** Feeds the bytes of a range to a sink; the next ones are being read while the last ones are looked at. */
export async function readRange({ fd, start, length }: FileRange, sink: LayerSink): Promise<void> {
  let reuse: Buffer<ArrayBuffer>[] | undefined
  const readPiece = async (at: number): Promise<Buffer<ArrayBuffer>> =>
    readWhole(fd, reuse?.pop() ?? Buffer.allocUnsafeSlow(step), start + at, Math.min(step, length - at))
  const reads: Promise<Buffer<ArrayBuffer>>[] = []
  let asked = 0
  for (let at = 0; at < length; at += step) {
    for (; reads.length <= readsAhead && asked < length; asked += step) {
      const reading = readPiece(asked)
      // Told where it is awaited, unless what came before it has failed already.
      reading.catch(() => {})
      reads.push(reading)
    }
    const piece = await reads.shift()!
    // An inflater may hold its input; plain bytes are done with once they are written.
    if (at === 0 && sniffCompression(piece) === 'none') reuse = []
    await sink.write(piece)
    if (piece.length < Math.min(step, length - at)) return sink.fail(shorter)
    reuse?.push(Buffer.from(piece.buffer))
  }
  await sink.end()
}

/** The same, where nothing is gained by reading in other threads. */
export async function readRangeInThread({ fd, start, length }: FileRange, sink: LayerSink): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(step)
  for (let at = 0; at < length; at += step) {
    const wanted = Math.min(step, length - at)
    const filled = readWholeSync(fd, buffer, start + at, wanted)
    await sink.write(buffer.subarray(0, filled))
    if (filled < wanted) return sink.fail(shorter)
  }
  await sink.end()
}

function readWholeSync(fd: number, buffer: Buffer, position: number, wanted: number): number {
  for (let filled = 0; ; ) {
    const bytesRead = readSync(fd, buffer, filled, wanted - filled, position + filled)
    filled += bytesRead
    if (filled === wanted || bytesRead === 0) return filled
  }
}

/** Reads until all is there that was asked for; less only at the file's end. */
async function readWhole(
  fd: number,
  buffer: Buffer<ArrayBuffer>,
  position: number,
  wanted: number,
): Promise<Buffer<ArrayBuffer>> {
  for (let filled = 0; ; ) {
    const { bytesRead } = await readAt(fd, buffer, filled, wanted - filled, position + filled)
    filled += bytesRead
    if (filled === wanted || bytesRead === 0) return buffer.subarray(0, filled)
  }
}

const shorter = {
  code: 'archive-truncated',
  message: 'the file became shorter while it was read',
  hint: 'Scan it again once nothing writes to it',
} as const
