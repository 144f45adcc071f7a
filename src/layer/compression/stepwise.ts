import type { Outcome } from '../../unwrap/inflate/outcome.js'
import type { DecoderSink } from '../../unwrap/inside.js'
import type { Reading } from '../../unwrap/reading.js'
import type { FormatContext, FormatReader, InflateError } from './format-reader.js'

/** A decoder that runs in the calling thread. `rest`: what its reader had taken and did not use. */
export type StepwiseDecoder = {
  reading: Reading<Outcome>
  rest(): Buffer | undefined
  flaws: ReadonlySet<string>
  giveBack(): void
}

/** Bytes that are handed on at once behind the data. */
const restPiece = 64 * 1024

/** Drives a decoder of `unwrap` over a blob. Undefined if there is none, as without WebAssembly. */
export function createStepwiseReader(
  open: (out: DecoderSink) => StepwiseDecoder | undefined,
  context: FormatContext,
): FormatReader | undefined {
  const { meter, onUnused, onTurn, inThread } = context
  const decoder = open({
    push(bytes) {
      // What is not used at once must outlive the decoder's memory.
      meter.take(inThread ? bytes : Uint8Array.from(bytes))
      if (meter.stopped) throw stopped
    },
    // Dictionaries have a limit of their own, and each thread reads one blob at a time.
    hold: () => undefined,
    meter: { addWork: () => {} },
  })
  if (decoder === undefined) return undefined
  let problem: InflateError | undefined

  function* readAll(one: StepwiseDecoder): Reading {
    problem = problemOf(yield* one.reading, one.flaws)
    const rest = one.rest()
    if (rest !== undefined && rest.length > 0) onUnused(rest, 'trailing')
    for (let bytes = yield -restPiece; bytes.length > 0; bytes = yield -restPiece) onUnused(bytes, 'trailing')
  }

  const steps = createSteps(readAll(decoder), onTurn)
  return {
    write: (bytes) => steps.push(bytes),
    async end() {
      await steps.end()
      decoder.giveBack()
      return problem
    },
  }
}

/** Says that nothing more is wanted. */
const stopped = new Error('stopped')

/** Gives a reader what it asks for, with a turn for others between its steps. */
function createSteps(reader: Reading, onTurn: FormatContext['onTurn']) {
  let held: Buffer = Buffer.alloc(0)
  let asked: IteratorResult<number, void> = { value: undefined, done: true }
  const step = async (take: () => IteratorResult<number, void>) => {
    try {
      asked = take()
    } catch (error) {
      if (error !== stopped) throw error
      asked = { value: undefined, done: true }
    }
    await onTurn?.()
  }
  let isStarted = false
  const start = async () => {
    if (!isStarted) await step(() => reader.next())
    isStarted = true
  }
  return {
    async push(bytes: Uint8Array): Promise<void> {
      await start()
      const all = Buffer.concat([held, bytes])
      let at = 0
      while (!asked.done) {
        const left = all.length - at
        const count = asked.value < 0 ? Math.min(-asked.value, left) : asked.value
        if (count > left || left === 0) break
        at += count
        await step(() => reader.next(all.subarray(at - count, at)))
      }
      held = Buffer.from(all.subarray(at))
    },
    async end(): Promise<void> {
      await start()
      let rest = held
      while (!asked.done) {
        await step(() => reader.next(rest))
        rest = Buffer.alloc(0)
      }
    },
  }
}

function problemOf(outcome: Outcome, flaws: ReadonlySet<string>): InflateError | undefined {
  if (outcome === 'cut') return { code: 'truncated', message: 'the compressed data ends too early' }
  if (outcome === 'corrupt') return { code: 'corrupt', message: 'the compressed data is broken' }
  if (outcome !== 'done') return { code: 'limit', message: 'the dictionary of the compressed data is above the limit' }
  const [flaw] = flaws
  return flaw === undefined ? undefined : { code: 'corrupt', message: flaw }
}
