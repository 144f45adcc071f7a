import { readSync } from 'node:fs'
import type { FileRange } from '../../../sources/source.js'

/** Bytes that are read at a time. */
const windowLength = 1024 * 1024

/** Reads files that stand in a range of another one, mostly one behind the other. */
export type FileWindow = {
  /**
   * The bytes of the file at `at`, as far as the range goes: in one piece, unless it is large. A piece is good until the next one. `upTo`: how
   * far bytes will be asked for; what stands there is read with what is needed now.
   */
  bytesOf(at: number, size: number, upTo: number): Iterable<Uint8Array>
}

export function createFileWindow({ fd, start, length }: FileRange): FileWindow {
  const window = Buffer.allocUnsafeSlow(windowLength)
  let from = 0
  let to = 0

  function fill(at: number, upTo: number): void {
    const wanted = Math.max(0, Math.min(windowLength, upTo - at, length - at))
    from = at
    to = at
    while (to - from < wanted) {
      const count = readSync(fd, window, to - from, wanted - (to - from), start + to)
      if (count === 0) return
      to += count
    }
  }

  return {
    *bytesOf(at, size, upTo) {
      const end = Math.min(at + size, length)
      for (let next = at; next < end; ) {
        const needed = Math.min(end - next, windowLength)
        if (next < from || next + needed > to) fill(next, upTo)
        const piece = window.subarray(next - from, Math.min(to, next + needed) - from)
        if (piece.length === 0) return
        yield piece
        next += piece.length
      }
    },
  }
}
