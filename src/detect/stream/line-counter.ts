const newline = 0x0a

/** Tells lines and columns of a file's offsets while its bytes come and go. */
export type LineCounter = {
  /**
   * Line (from 1) and column (from 1, in bytes) of an offset into `bytes`, which holds what follows the bytes that
   * `pass` was told of. Cheapest if the offsets of one buffer only grow.
   */
  locate(bytes: Uint8Array, offset: number): { line: number; column: number }
  /** The first `count` of the bytes are gone from the buffer. */
  pass(bytes: Uint8Array, count: number): void
}

/** Starts at the beginning of a file. */
export function lineCounter(): LineCounter {
  // Line breaks in, and file offset of, what has been passed; the same for the last located place behind it.
  let passed = 0
  let line = 1
  let lineStart = 0
  let at = 0
  let lineAt = 1
  let lineStartAt = 0
  const advance = (bytes: Uint8Array, offset: number): void => {
    const breaks = countBreaks(bytes, at, offset)
    if (breaks > 0) {
      lineAt += breaks
      lineStartAt = passed + bytes.lastIndexOf(newline, offset - 1) + 1
    }
    at = offset
  }
  const restart = (): void => {
    at = 0
    lineAt = line
    lineStartAt = lineStart
  }
  return {
    locate(bytes, offset) {
      if (offset < at) restart()
      advance(bytes, offset)
      return { line: lineAt, column: passed + offset - lineStartAt + 1 }
    },
    pass(bytes, count) {
      if (count < at) restart()
      advance(bytes, count)
      passed += count
      line = lineAt
      lineStart = lineStartAt
      at = 0
    },
  }
}

/** Lines are counted piece by piece; `shortLine` is the length from which on a search for the next break is the quicker way. */
const pieceLength = 4096
const shortLine = 16

/** A search for each break, unless a piece of the text has so many that to look at each byte is quicker. */
function countBreaks(bytes: Uint8Array, from: number, to: number): number {
  let breaks = 0
  for (let at = from, last = 0; at < to; at += pieceLength) {
    const end = Math.min(to, at + pieceLength)
    const areShort = last > pieceLength / shortLine
    last = areShort ? breaksByByte(bytes, at, end) : breaksBySearch(bytes.subarray(at, end))
    breaks += last
  }
  return breaks
}

function breaksByByte(bytes: Uint8Array, from: number, to: number): number {
  let breaks = 0
  for (let at = from; at < to; at++) if (bytes[at] === newline) breaks++
  return breaks
}

function breaksBySearch(bytes: Uint8Array): number {
  let breaks = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) breaks++
  return breaks
}
