import { Decompress } from 'fzstd'
import { createZstdFrameWalker, type ZstdPiece } from '../../layer/compression/zstd/zstd-frames.js'
import type { Inside, Unwrapper } from '../inside.js'
import type { WrappedFile } from '../wrappings.js'

/** The largest window that is given memory, in bytes; level 19 asks for 8 MiB. */
const maxWindowBytes = 64 * 1024 * 1024

/** Opens Zstandard of any number of frames (RFC 8878), which are one file. */
export function openZstd(out: Inside, { path }: WrappedFile): Unwrapper {
  out.start({ step: 'zstd', path: path.replace(/\.tzst$/i, '.tar').replace(/\.zst$/i, '') })
  const walker = createZstdFrameWalker()
  let frame: Decompress | undefined
  let isBroken = false
  let isOfSink = false
  const giveUp = (kind: 'limit' | 'unopened', reason: string) => {
    isBroken = true
    out.gap({ kind, reason })
  }
  const onOutput = (bytes: Uint8Array) => {
    isOfSink = true
    out.push(bytes)
    isOfSink = false
  }
  const take = (piece: ZstdPiece) => {
    if (piece.kind === 'open' && piece.windowBytes > maxWindowBytes) {
      giveUp('limit', `a zstd window of ${piece.windowBytes} bytes is above the limit of ${maxWindowBytes}`)
    } else if (piece.kind === 'open') frame = new Decompress(onOutput)
    else if (piece.kind === 'bytes') frame?.push(piece.bytes)
    else if (piece.kind === 'close') frame?.push(new Uint8Array(0), true)
  }
  return {
    push(bytes) {
      out.meter.addWork(bytes.length)
      for (const piece of walker.feed(bytes)) {
        if (isBroken) return
        try {
          take(piece)
        } catch (error) {
          // The decoder says in many ways that data is bad; what comes from where the output goes is not its own.
          if (isOfSink) throw error
          giveUp('unopened', 'the compressed data is malformed')
        }
      }
    },
    end() {
      if (!isBroken && walker.finish().truncated) giveUp('unopened', 'the compressed data ends too early')
      out.end()
    },
  }
}
