import type { FormatReader, InflateError } from './format-reader.js'
import type { OutputMeter } from './output-meter.js'

/** Bytes that wait for a format reader at most before `write` asks to be waited for. */
const maxQueuedBytes = 1 << 18

/** Feeds a format reader one piece after another, from writes that need not wait for each other. */
export type Feeder = {
  write(bytes: Uint8Array): Promise<void> | undefined
  end(): Promise<InflateError | undefined>
}

/** Rejects only with what the user of the bytes threw. `waits`: every write is to be waited for, after which the bytes may change. */
export function createFeeder(reader: FormatReader, meter: OutputMeter, waits = false): Feeder {
  let queue: Uint8Array[] = []
  let queued = 0
  let running: Promise<void> | undefined
  let thrown: { error: unknown } | undefined

  async function run(): Promise<void> {
    while (queue.length > 0 && !thrown) {
      const batch = queue
      queue = []
      queued = 0
      const bytes = batch.length === 1 ? batch[0]! : Buffer.concat(batch)
      try {
        if (!meter.stopped) await reader.write(bytes)
      } catch (error) {
        thrown = { error }
      }
    }
    running = undefined
  }

  async function worked(): Promise<void> {
    await running
    const failure = thrown ?? meter.thrown
    if (failure) throw failure.error
  }

  return {
    write(bytes) {
      queue.push(bytes)
      queued += bytes.length
      running ??= run()
      return waits || queued > maxQueuedBytes || meter.thrown ? worked() : undefined
    },
    async end() {
      await worked()
      const problem = await reader.end()
      await worked()
      return problem
    },
  }
}
