import zlib from 'node:zlib'
import { createZlibDecoder, type Decoder } from './decoder.js'
import type { FormatContext, FormatReader, InflateError } from './format-reader.js'
import { createInThreadDecoder } from './in-thread.js'
import { openMember } from './member.js'

/** Output of one call to zlib: larger is faster, and what a break in a large layer may cost. */
const chunkSize = 256 * 1024

/** Gzip of any number of members, which zlib reads as one. What follows the last is unused. */
export function createGzipReader({ meter, onUnused, inThread = false }: FormatContext): FormatReader {
  let over = false
  let problem: InflateError | undefined
  const members = openMember(inThread ? decodeInThread : decode, meter, { losesOutput: true, handsOnAtOnce: inThread })
  return {
    async write(bytes) {
      if (over) {
        onUnused(bytes, 'trailing')
        return
      }
      const { leftOver, problem: broken } = await members.write(bytes)
      problem = broken
      over = leftOver > 0 || broken !== undefined
      if (over) onUnused(broken ? bytes : bytes.subarray(bytes.length - leftOver), 'trailing')
    },
    async end() {
      if (!over && !meter.stopped) problem = await members.end()
      members.close()
      return problem
    },
  }
}

function decode(onOutput: (bytes: Uint8Array) => void): Decoder {
  return createZlibDecoder(zlib.createGunzip({ chunkSize }), onOutput)
}

function decodeInThread(onOutput: (bytes: Uint8Array) => void): Decoder {
  return createInThreadDecoder(zlib.createGunzip({ chunkSize }), chunkSize, onOutput) ?? decode(onOutput)
}
