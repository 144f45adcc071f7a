import type { LocatedCandidate } from '../../findings/candidate.js'
import type { DetectorStream } from '../detector.js'
import { reach, scanRange } from '../match/scan-range.js'
import { looksBinary, type ScannedText } from '../match/scanned-text.js'
import { newSearch, resetSearch } from '../match/search.js'
import type { DetectionPlan } from '../plan/detection-plan.js'
import { lineCounter } from './line-counter.js'

/** Bytes that a stream holds at most, whatever the size of the file or of its lines. */
export const streamBuffer = 768 * 1024

/** The first buffer; most files are smaller than this. */
const firstBuffer = 64 * 1024

/** Takes a whole file's candidates, which may overlap, in order of their start. */
type Finish = (candidates: LocatedCandidate[]) => LocatedCandidate[]

/**
 * Bytes gather in a buffer. When it is full, every place is decided that has `reach` bytes behind it in the buffer; then all is shifted out but the
 * last `reach` bytes before the first undecided place. So each decision sees the same bytes, however they were cut.
 */
export function detectorStream(plan: DetectionPlan, clock: () => number, finish: Finish): DetectorStream {
  const search = newSearch(plan, clock())
  let text: ScannedText = { bytes: Buffer.alloc(0), length: 0, base: 0, binary: false }
  let store = text.bytes
  let decided = 0
  let lines = lineCounter()
  let located: LocatedCandidate[] = []
  let dropped = 0

  const decide = (to: number): void => {
    if (decided === 0 && text.base === 0) text.binary = looksBinary(text.bytes, text.length)
    scanRange(text, decided, to, search)
    decided = to
    for (const candidate of search.found.sort((a, b) => a.start - b.start)) {
      located.push({ ...candidate, ...lines.locate(text.bytes, candidate.start - text.base) })
    }
    search.found = []
  }
  const shift = (): void => {
    decide(text.length - reach)
    const count = decided - reach
    lines.pass(text.bytes, count)
    text.bytes.copyWithin(0, count, text.length)
    text.length -= count
    text.base += count
    decided -= count
  }
  const grow = (needed: number): void => {
    if (needed <= store.length || store.length === streamBuffer) return
    const larger = Buffer.allocUnsafe(Math.min(streamBuffer, Math.max(needed, 2 * store.length, firstBuffer)))
    store.copy(larger, 0, 0, text.length)
    store = larger
    text.bytes = larger
  }
  const close = (): LocatedCandidate[] => {
    decide(text.length)
    const result = finish(located.sort((a, b) => a.start - b.start))
    dropped = search.dropped
    text = { bytes: store, length: 0, base: 0, binary: false }
    decided = 0
    lines = lineCounter()
    located = []
    resetSearch(search, clock())
    return result
  }

  return {
    push(bytes) {
      for (let from = 0; from < bytes.length; ) {
        grow(text.length + bytes.length - from)
        const count = Math.min(bytes.length - from, store.length - text.length)
        store.set(bytes.subarray(from, from + count), text.length)
        text.length += count
        from += count
        if (text.length === streamBuffer) shift()
      }
    },
    end: close,
    whole(bytes) {
      text.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      text.length = bytes.length
      return close()
    },
    get dropped() {
      return dropped
    },
  }
}
