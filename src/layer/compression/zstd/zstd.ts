import type { FormatContext, FormatReader, InflateError } from '../format-reader.js'
import { type Member, openMember } from '../member.js'
import { hasNativeZstd, nativeZstdDecoders, scriptZstdDecoders } from './zstd-decoders.js'
import { createZstdFrameWalker, type ZstdPiece } from './zstd-frames.js'

/** The largest window that is given memory: what `zstd -d` allows unasked (2^27 bytes). */
export const maxWindowBytes = 128 << 20

/** Zstandard of any number of frames, by Node's own decoder where there is one, else in JavaScript. */
export function createZstdReader(context: FormatContext, native = hasNativeZstd): FormatReader {
  const walker = createZstdFrameWalker()
  const state: ZstdState = { ...context, native }
  return {
    async write(bytes) {
      for (const piece of walker.feed(bytes)) await takePiece(state, piece)
    },
    async end() {
      state.frame?.close()
      const { truncated, trailing } = walker.finish()
      if (trailing !== undefined) context.onUnused(trailing, 'trailing')
      if (truncated) state.problem ??= { code: 'truncated', message: 'the compressed data ends too early' }
      return state.problem
    },
  }
}

/** After a problem nothing is decoded any more. */
type ZstdState = FormatContext & { native: boolean; frame?: Member; problem?: InflateError }

async function takePiece(state: ZstdState, piece: ZstdPiece): Promise<void> {
  if (piece.kind === 'skipped' || piece.kind === 'trailing') state.onUnused(piece.bytes, piece.kind)
  else if (piece.kind === 'bytes') await decode(state, piece.bytes)
  else if (state.problem === undefined && piece.kind === 'open') await openFrame(state, piece)
  else if (piece.kind === 'close') await closeFrame(state)
}

async function openFrame(state: ZstdState, sizes: { windowBytes: number; contentBytes?: number }): Promise<void> {
  const { windowBytes, contentBytes } = sizes
  if (windowBytes > maxWindowBytes) {
    const message = `a zstd window of ${windowBytes} bytes is above the limit of ${maxWindowBytes}`
    state.problem = { code: 'limit', message }
    return
  }
  const makeDecoder = state.native ? nativeZstdDecoders(contentBytes) : await scriptZstdDecoders()
  state.frame = openMember(makeDecoder, state.meter, { losesOutput: state.native })
}

async function decode(state: ZstdState, bytes: Uint8Array): Promise<void> {
  const written = state.problem === undefined ? await state.frame?.write(bytes) : undefined
  state.problem ??= written?.problem
  if (state.problem !== undefined) state.onUnused(bytes, 'trailing')
}

async function closeFrame(state: ZstdState): Promise<void> {
  if (state.problem === undefined && !state.meter.stopped) state.problem = await state.frame?.end()
  state.frame?.close()
  state.frame = undefined
}
