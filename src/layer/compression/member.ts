import { createOutputQueue, type Decoder } from './decoder.js'
import { type InflateError, inflateErrorOf } from './format-reader.js'
import type { OutputMeter } from './output-meter.js'
import { createJournal, recoverOutput } from './recover.js'

/** Makes a fresh decoder for one member. */
export type MakeDecoder = (onOutput: (bytes: Uint8Array) => void) => Decoder

/** One compressed member (or a chain that its decoder reads as one). Nothing rejects on bad data. */
export type Member = {
  /** Says how many bytes were left over because the member ended before them, or why they could not be read. */
  write(bytes: Uint8Array): Promise<{ leftOver: number; problem?: InflateError }>
  end(): Promise<InflateError | undefined>
  close(): void
}

/** Output beyond which a broken member is not read again. */
const maxRecoveredBytes = 256 << 20

export type MemberOptions = {
  /** The decoder drops output that it has not handed out when data breaks, so the input is kept for a second reading. */
  losesOutput: boolean
  /** Output is used while the decoder waits: it uses the memory again, and has no other thread that could go on. */
  handsOnAtOnce?: boolean
}

export function openMember(makeDecoder: MakeDecoder, meter: OutputMeter, options: MemberOptions): Member {
  const { losesOutput, handsOnAtOnce } = options
  let known = 0
  const queue = createOutputQueue(meter.take)
  const journal = createJournal()
  const decoder = makeDecoder((bytes) => {
    known += bytes.length
    if (handsOnAtOnce) meter.take(bytes)
    else if (meter.stopped) decoder.close()
    else queue.push(bytes)
  })

  async function problemOf(error: unknown): Promise<InflateError> {
    queue.drain()
    const problem = inflateErrorOf(error)
    const again = losesOutput && problem.code === 'corrupt' && known < maxRecoveredBytes
    const input = again ? journal.read() : undefined
    if (input !== undefined) await recoverOutput(makeDecoder, input, known, meter.take)
    return problem
  }

  return {
    async write(bytes) {
      if (losesOutput) journal.add(bytes)
      const writing = decoder.write(bytes)
      // The decoder is at work on its own thread: the time to use what it brought before.
      queue.drain()
      return writing.then(
        (leftOver) => ({ leftOver }),
        async (error) => ({ leftOver: 0, problem: await problemOf(error) }),
      )
    },
    async end() {
      const problem = await decoder.end().then(() => undefined, problemOf)
      queue.drain()
      return problem
    },
    close() {
      queue.drain()
      decoder.close()
    },
  }
}
