/** Both count from 1; `column` in bytes. */
export type Place = { line: number; column: number }

/** Tells the line and column of offsets into a text; each must be at or behind the one before. */
export function createPlaceCounter(bytes: Buffer): (offset: number) => Place {
  let line = 1
  let lineStart = 0
  return (offset) => {
    for (let end = bytes.indexOf(10, lineStart); end !== -1 && end < offset; end = bytes.indexOf(10, lineStart)) {
      line++
      lineStart = end + 1
    }
    return { line, column: offset - lineStart + 1 }
  }
}
