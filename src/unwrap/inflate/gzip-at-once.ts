import zlib from 'node:zlib'
import type { Inside, Unwrapper } from '../inside.js'
import { atOnceLimit, resultOf, tellBroken } from './members.js'

/** Inflates a gzip whole, where zlib cannot be driven piece by piece in the calling thread. `out` has been started. */
export function openGzipAtOnce(out: Inside): Unwrapper {
  const pieces: Uint8Array[] = []
  let length = 0
  return {
    push(bytes) {
      length += bytes.length
      if (length <= atOnceLimit) pieces.push(Uint8Array.from(bytes))
    },
    end() {
      if (length > atOnceLimit) out.gap({ kind: 'limit', reason: `more than ${atOnceLimit} bytes of gzip` })
      else inflateAll(out, Buffer.concat(pieces))
      out.end()
    },
  }
}

function inflateAll(out: Inside, bytes: Buffer): void {
  let plain: Buffer
  try {
    plain = zlib.gunzipSync(bytes, { maxOutputLength: atOnceLimit })
  } catch (error) {
    tellBroken(out, resultOf(error))
    return
  }
  out.push(plain)
}
