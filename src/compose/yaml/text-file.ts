/** A file as it was read: a Compose file, an env file. */
export type TextFile = {
  /** As a report shows it, a Unicode string. */
  path: string
  /** A byte string. */
  text: string
}

/** A place in a file; both count from 1, `column` in bytes. */
export type Position = { path: string; line: number; column: number }

const lineStarts = new WeakMap<TextFile, number[]>()

/** Where an offset (in bytes) of a file is. */
export function positionAt(file: TextFile, offset: number): Position {
  const starts = lineStarts.get(file) ?? startsOf(file.text)
  lineStarts.set(file, starts)
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle
  }
  return { path: file.path, line: low + 1, column: offset - starts[low]! + 1 }
}

function startsOf(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
