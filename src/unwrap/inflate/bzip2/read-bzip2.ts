import type { DecoderSink } from '../../inside.js'
import type { Reading } from '../../reading.js'
import type { Bzip2Kernel } from '../kernel/start-kernel.js'
import type { Outcome } from '../outcome.js'
import { bytesPerLevel, fillWindow, heldForBzip2, type InputWindow, openWindow, restOf } from './input-window.js'

/** What a file is read with. */
export type Bzip2Context = {
  out: DecoderSink
  kernel: Bzip2Kernel
  /** What is wrong, and does not keep what follows from being read; each is told once. */
  flaws: Set<string>
  /** The start of what follows the last stream, or of what is damaged. */
  rest?: Buffer
}

const magic = 0x425a68
const blockMark = 0x314159265359
const endMark = 0x177245385090

/** After so many bytes of output whoever uses them gets a turn. */
const bytesPerTurn = 2 ** 20

/** What a block and a stream cost beside their bytes, in units of work. */
const workPerBlock = 8192

/** Reads all streams of a bzip2 file. There is no specification but its program's source (https://sourceware.org/bzip2/). */
export function* readBzip2(context: Bzip2Context): Reading<Outcome> {
  const { out, kernel } = context
  if (out.hold(heldForBzip2) !== undefined) return 'full'
  const window = openWindow(kernel)
  const outcome = yield* readStreams(context, window)
  context.rest = restOf(window, kernel)
  return outcome
}

function* readStreams(context: Bzip2Context, window: InputWindow): Reading<Outcome> {
  for (let streams = 0; ; streams++) {
    const level = yield* readStreamHeader(window, context.kernel)
    // What follows the last stream stays closed.
    if (level === undefined) return streams > 0 ? 'done' : 'corrupt'
    const outcome = yield* readStream(context, window, level)
    if (outcome !== 'done') return outcome
  }
}

function* readStreamHeader(window: InputWindow, kernel: Bzip2Kernel): Reading<number | undefined> {
  yield* fillWindow(window, kernel, 4)
  const start = window.bitAt
  startBits(window, kernel)
  const isMagic = kernel.readBits(24) === magic
  const level = kernel.readBits(8) - 0x30
  endBits(window, kernel)
  const isThere = isMagic && kernel.isBehindEnd() === 0 && level >= 1 && level <= 9
  if (isThere) return level
  window.bitAt = start
  return undefined
}

function* readStream({ out, kernel, flaws }: Bzip2Context, window: InputWindow, level: number): Reading<Outcome> {
  for (;;) {
    out.meter.addWork(workPerBlock)
    yield* fillWindow(window, kernel)
    startBits(window, kernel)
    const mark = kernel.readBits(24) * 2 ** 24 + kernel.readBits(24)
    if (mark === endMark) {
      // The sum of all blocks, of which each has its own; then bits up to a whole byte.
      kernel.readBits(32)
      endBits(window, kernel)
      window.bitAt = Math.ceil(window.bitAt / 8) * 8
      return kernel.isBehindEnd() === 0 ? 'done' : 'cut'
    }
    if (mark !== blockMark) return kernel.isBehindEnd() === 0 ? 'corrupt' : 'cut'
    const outcome = kernel.readBlock(level * bytesPerLevel)
    if (outcome !== kernel.blockIsThere.value) return outcome === kernel.blockIsCut.value ? 'cut' : 'corrupt'
    endBits(window, kernel)
    yield* handOut(out, kernel, window)
    if (kernel.isAsExpected() === 0) flaws.add('a checksum of the decompressed data is wrong')
  }
}

/** A block of zeros brings 46 MB. */
function* handOut(out: DecoderSink, kernel: Bzip2Kernel, window: InputWindow): Reading {
  let sinceTurn = 0
  for (let count = kernel.readOutput(); count > 0; count = kernel.readOutput()) {
    out.push(new Uint8Array(kernel.memory.buffer, kernel.output.value, count))
    sinceTurn += count
    if (sinceTurn < bytesPerTurn) continue
    yield* fillWindow(window, kernel, 0)
    sinceTurn = 0
  }
}

function startBits({ start, bitAt, length }: InputWindow, kernel: Bzip2Kernel): void {
  kernel.startBits(start, bitAt, start + length)
}

function endBits(window: InputWindow, kernel: Bzip2Kernel): void {
  window.bitAt = kernel.bitsSince(window.start)
}
