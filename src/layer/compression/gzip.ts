import zlib from 'node:zlib'
import { createZlibDecoder } from './decoder.js'
import type { FormatContext, FormatReader, InflateError } from './format-reader.js'
import { openMember } from './member.js'

/** Output of one call to zlib: larger is faster, and what a break in a large layer may cost. */
const chunkSize = 256 * 1024

/** Gzip of any number of members, which zlib reads as one. What follows the last is unused. */
export function createGzipReader({ meter, onUnused }: FormatContext): FormatReader {
  let over = false
  let problem: InflateError | undefined
  const members = openMember((onOutput) => createZlibDecoder(zlib.createGunzip({ chunkSize }), onOutput), meter, true)
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
