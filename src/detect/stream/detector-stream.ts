import type { LocatedCandidate } from '../../findings/candidate.js'
import type { DetectorStream } from '../detector.js'
import type { Look } from '../look.js'
import { reach, scanRange } from '../match/scan-range.js'
import { looksBinary, type ScannedText } from '../match/scanned-text.js'
import { newSearch, resetSearch, type Search } from '../match/search.js'
import type { DetectionPlan } from '../plan/detection-plan.js'
import { blockLength, type Prefilter } from '../prefilter/prefilter.js'
import type { PrefilterPool } from '../prefilter/prefilter-pool.js'
import { type LineCounter, lineCounter } from './line-counter.js'

/** Takes a whole file's candidates, which may overlap, in order of their start. */
type Finish = (candidates: LocatedCandidate[]) => LocatedCandidate[]

/** One file on its way. */
type FileState = {
  search: Search
  prefilter: Prefilter
  /** The bytes in the prefilter's block; or a whole file, where it is. */
  text: ScannedText
  /** Every place before this offset into the text is decided. */
  decided: number
  lines: LineCounter
  located: LocatedCandidate[]
}

/**
 * Bytes gather in a prefilter's block, which is borrowed from the file's first byte to its end. When it is full, every
 * place is decided that has `reach` bytes behind it in the block; then all is shifted out but the last `reach` bytes
 * before the first undecided place. So each decision sees the same bytes, however they were cut.
 */
export function detectorStream(
  plan: DetectionPlan,
  pool: PrefilterPool,
  clock: () => number,
  finish: Finish,
  look?: Look,
): DetectorStream {
  const search = newSearch(plan, clock(), look)
  let file: FileState | undefined
  let dropped = 0
  const start = (): FileState => {
    resetSearch(search, clock())
    return startFile(search, pool.take())
  }
  const close = (state: FileState): LocatedCandidate[] => {
    decide(state, state.text.length)
    pool.give(state.prefilter)
    dropped = search.dropped
    file = undefined
    return finish(state.located.sort((a, b) => a.start - b.start))
  }
  return {
    push(bytes) {
      file ??= start()
      gather(file, bytes)
    },
    end: () => close(file ?? start()),
    whole(bytes) {
      const state = start()
      state.text.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      state.text.length = bytes.length
      return close(state)
    },
    get longRuns() {
      return search.longRuns
    },
    get dropped() {
      return dropped
    },
  }
}

function startFile(search: Search, prefilter: Prefilter): FileState {
  const text = { bytes: prefilter.block, length: 0, base: 0, binary: false }
  return { search, prefilter, text, decided: 0, lines: lineCounter(), located: [] }
}

function gather(file: FileState, bytes: Uint8Array): void {
  const { text } = file
  for (let from = 0; from < bytes.length; ) {
    const count = Math.min(bytes.length - from, blockLength - text.length)
    text.bytes.set(bytes.subarray(from, from + count), text.length)
    text.length += count
    from += count
    if (text.length === blockLength) shift(file)
  }
}

/** Decides what can be decided, and makes room. */
function shift(file: FileState): void {
  const { text } = file
  decide(file, text.length - reach)
  const count = file.decided - reach
  file.lines.pass(text.bytes, count)
  text.bytes.copyWithin(0, count, text.length)
  text.length -= count
  text.base += count
  file.decided -= count
}

function decide(file: FileState, to: number): void {
  const { text, search } = file
  if (file.decided === 0 && text.base === 0) text.binary = looksBinary(text.bytes, text.length)
  scanRange(text, file.decided, to, search, file.prefilter)
  file.decided = to
  if (search.found.length === 0) return
  for (const candidate of search.found.sort((a, b) => a.start - b.start)) {
    file.located.push({ ...candidate, ...file.lines.locate(text.bytes, candidate.start - text.base) })
  }
  search.found = []
}
