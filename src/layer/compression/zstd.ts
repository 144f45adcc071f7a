import zlib from 'node:zlib'
import { createOutputQueue, createZlibDecoder, type Decoder, type ZlibStream } from './decoder.js'
import { type FormatContext, type FormatReader, type InflateError, inflateErrorOf } from './format-reader.js'
import { createJournal, type Journal, recoverOutput } from './recover.js'
import { createZstdFrameWalker, type ZstdPiece } from './zstd-frames.js'

/** The largest window that is given memory: what `zstd -d` allows unasked (2^27 bytes). */
export const maxWindowBytes = 128 << 20

/** Output that is collected at once; small frames ask for less. */
const chunkSize = 256 * 1024

/** Output beyond which a broken frame is not read again. */
const maxRecoveredBytes = 256 << 20

type Frame = { decoder: Decoder; journal: Journal; known: number; makeDecoder: MakeDecoder }
type MakeDecoder = (onOutput: (bytes: Uint8Array) => void) => Decoder

/** Zstandard of any number of frames, by Node's own decoder where there is one (from 22.15), else in JavaScript. */
export function createZstdReader({ meter, onUnused }: FormatContext, native = hasNativeZstd): FormatReader {
  const walker = createZstdFrameWalker()
  const queue = createOutputQueue(meter.take)
  let frame: Frame | undefined
  let problem: InflateError | undefined

  async function open(windowBytes: number, contentBytes = chunkSize): Promise<void> {
    if (windowBytes > maxWindowBytes) {
      problem = {
        code: 'limit',
        message: `a zstd window of ${windowBytes} bytes is above the limit of ${maxWindowBytes}`,
      }
      return
    }
    const makeDecoder = native ? nativeDecoders(contentBytes) : await scriptDecoders()
    const opened: Frame = { decoder: makeDecoder(takeOutput), journal: createJournal(), known: 0, makeDecoder }
    function takeOutput(bytes: Uint8Array): void {
      opened.known += bytes.length
      if (meter.stopped) opened.decoder.close()
      else queue.push(bytes)
    }
    frame = opened
  }

  async function decode({ decoder, journal, makeDecoder }: Frame, bytes: Uint8Array): Promise<void> {
    if (native) journal.add(bytes)
    const writing = decoder.write(bytes)
    queue.drain()
    try {
      await writing
    } catch (error) {
      queue.drain()
      problem = inflateErrorOf(error)
      const known = frame!.known
      const input = native && known < maxRecoveredBytes ? journal.read() : undefined
      if (input !== undefined) await recoverOutput(makeDecoder, input, known, meter.take)
      onUnused(bytes, 'trailing')
    }
  }

  async function close(): Promise<void> {
    await frame?.decoder.end().catch((error) => {
      problem ??= inflateErrorOf(error)
    })
    frame?.decoder.close()
    frame = undefined
  }

  async function take(piece: ZstdPiece): Promise<void> {
    if (piece.kind === 'skipped' || piece.kind === 'trailing') onUnused(piece.bytes, piece.kind)
    else if (problem !== undefined) piece.kind === 'bytes' && onUnused(piece.bytes, 'trailing')
    else if (piece.kind === 'open') await open(piece.windowBytes, piece.contentBytes)
    else if (piece.kind === 'close') await close()
    else if (frame !== undefined) await decode(frame, piece.bytes)
  }

  return {
    async write(bytes) {
      for (const piece of walker.feed(bytes)) await take(piece)
    },
    async end() {
      queue.drain()
      frame?.decoder.close()
      const { truncated, trailing } = walker.finish()
      if (trailing !== undefined) onUnused(trailing, 'trailing')
      if (truncated) problem ??= { code: 'truncated', message: 'the compressed data ends too early' }
      return problem
    },
  }
}

const createNative = (zlib as { createZstdDecompress?: (options: { chunkSize: number }) => ZlibStream })
  .createZstdDecompress
export const hasNativeZstd = createNative !== undefined

function nativeDecoders(contentBytes: number): MakeDecoder {
  const size = Math.min(chunkSize, Math.max(1024, contentBytes))
  return (onOutput) => createZlibDecoder(createNative!({ chunkSize: size }), onOutput)
}

/** `fzstd` reads one block at a time, so nothing before a broken block is lost. It checks no checksums. */
async function scriptDecoders(): Promise<MakeDecoder> {
  const { Decompress } = await import('fzstd')
  return (onOutput) => {
    const stream = new Decompress((bytes) => bytes.length > 0 && onOutput(bytes))
    return {
      async write(bytes) {
        stream.push(bytes)
        return 0
      },
      async end() {
        stream.push(new Uint8Array(0), true)
      },
      close() {},
    }
  }
}
