import zlib from 'node:zlib'
import { createOutputQueue, createZlibDecoder } from './decoder.js'
import { type FormatContext, type FormatReader, type InflateError, inflateErrorOf } from './format-reader.js'
import { createJournal, recoverOutput } from './recover.js'

/** Output of one call to zlib: larger is faster, and what a break in a large layer may cost. */
const chunkSize = 256 * 1024

/** Output beyond which a broken member is not read again. */
const maxRecoveredBytes = 256 << 20

/** Gzip of any number of members. What follows the last one is unused. */
export function createGzipReader({ meter, onUnused }: FormatContext): FormatReader {
  let known = 0
  let over = false
  let problem: InflateError | undefined
  const queue = createOutputQueue(meter.take)
  const journal = createJournal()
  const makeDecoder = (onOutput: (bytes: Uint8Array) => void) =>
    createZlibDecoder(zlib.createGunzip({ chunkSize }), onOutput)
  const decoder = makeDecoder((bytes) => {
    known += bytes.length
    if (meter.stopped) decoder.close()
    else queue.push(bytes)
  })

  async function fail(error: unknown): Promise<void> {
    over = true
    queue.drain()
    problem = inflateErrorOf(error)
    const input = problem.code === 'corrupt' && known < maxRecoveredBytes ? journal.read() : undefined
    if (input !== undefined) await recoverOutput(makeDecoder, input, known, meter.take)
  }

  return {
    async write(bytes) {
      if (over) return onUnused(bytes, 'trailing')
      journal.add(bytes)
      const writing = decoder.write(bytes)
      queue.drain()
      try {
        const leftOver = await writing
        if (leftOver > 0) onUnused(bytes.subarray(bytes.length - leftOver), 'trailing')
        over = leftOver > 0
      } catch (error) {
        await fail(error)
        onUnused(bytes, 'trailing')
      }
    },
    async end() {
      if (!over && !meter.stopped) await decoder.end().catch(fail)
      queue.drain()
      decoder.close()
      return problem
    },
  }
}
