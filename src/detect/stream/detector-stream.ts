import type { LocatedCandidate } from '../../findings/candidate.js'
import type { DetectorStream } from '../detector.js'
import { reach, scanRange } from '../match/scan-range.js'
import { looksBinary, type ScannedText } from '../match/scanned-text.js'
import { newSearch, resetSearch, type Search } from '../match/search.js'
import type { DetectionPlan } from '../plan/detection-plan.js'
import { type LineCounter, lineCounter } from './line-counter.js'

/** Bytes that a stream holds at most, whatever the size of the file or of its lines. */
export const streamBuffer = 768 * 1024

/** The first buffer; most files are smaller than this. */
const firstBuffer = 64 * 1024

/** Takes a whole file's candidates, which may overlap, in order of their start. */
type Finish = (candidates: LocatedCandidate[]) => LocatedCandidate[]

/** One file on its way. */
type FileState = {
  search: Search
  /** The bytes in the buffer. */
  text: ScannedText
  /** Every place before this offset into the buffer is decided. */
  decided: number
  lines: LineCounter
  located: LocatedCandidate[]
}

/**
 * Bytes gather in a buffer. When it is full, every place is decided that has `reach` bytes behind it in the buffer;
 * then all is shifted out but the last `reach` bytes before the first undecided place. So each decision sees the same
 * bytes, however they were cut.
 */
export function detectorStream(plan: DetectionPlan, clock: () => number, finish: Finish): DetectorStream {
  const search = newSearch(plan, clock())
  let file = startFile(search, Buffer.alloc(0))
  let dropped = 0
  const close = (store: Buffer): LocatedCandidate[] => {
    decide(file, file.text.length)
    const result = finish(file.located.sort((a, b) => a.start - b.start))
    dropped = search.dropped
    resetSearch(search, clock())
    file = startFile(search, store)
    return result
  }
  return {
    push: (bytes) => gather(file, bytes),
    end: () => close(file.text.bytes),
    whole(bytes) {
      const store = file.text.bytes
      file.text.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      file.text.length = bytes.length
      return close(store)
    },
    get dropped() {
      return dropped
    },
  }
}

function startFile(search: Search, store: Buffer): FileState {
  const text = { bytes: store, length: 0, base: 0, binary: false }
  return { search, text, decided: 0, lines: lineCounter(), located: [] }
}

function gather(file: FileState, bytes: Uint8Array): void {
  const { text } = file
  for (let from = 0; from < bytes.length; ) {
    grow(text, text.length + bytes.length - from)
    const count = Math.min(bytes.length - from, text.bytes.length - text.length)
    text.bytes.set(bytes.subarray(from, from + count), text.length)
    text.length += count
    from += count
    if (text.length === streamBuffer) shift(file)
  }
}

function grow(text: ScannedText, needed: number): void {
  const size = text.bytes.length
  if (needed <= size || size === streamBuffer) return
  const larger = Buffer.allocUnsafe(Math.min(streamBuffer, Math.max(needed, 2 * size, firstBuffer)))
  text.bytes.copy(larger, 0, 0, text.length)
  text.bytes = larger
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
  scanRange(text, file.decided, to, search)
  file.decided = to
  for (const candidate of search.found.sort((a, b) => a.start - b.start)) {
    file.located.push({ ...candidate, ...file.lines.locate(text.bytes, candidate.start - text.base) })
  }
  search.found = []
}
