/** Bytes that can be read in any order. What is read may be looked at for as long as it is needed, and must not be changed. */
export type RandomAccess = {
  readonly length: number
  /** What stands from `offset` on; less than `length` only where the bytes end. */
  read(offset: number, length: number): Buffer
  /** Some of what stands from `offset` up to `end`, as much as costs no copy; nothing only where the bytes end. */
  piece(offset: number, end: number): Buffer
}

/** Bytes in memory. */
export function inMemory(bytes: Buffer): RandomAccess {
  const from = (start: number, end: number) => (start < 0 ? nothing : bytes.subarray(start, end))
  return { length: bytes.length, read: (offset, length) => from(offset, offset + length), piece: from }
}

const nothing = Buffer.alloc(0)

/** What stands from `start` up to `end`, one piece after the other. */
export function* piecesOf(source: RandomAccess, start: number, end: number): Generator<Buffer> {
  for (let at = start; at < end; ) {
    const piece = source.piece(at, end)
    if (piece.length === 0) return
    yield piece
    at += piece.length
  }
}

/** Where a few bytes stand next, from `from` on; -1 for nowhere. */
export function findIn(source: RandomAccess, wanted: Buffer, from: number): number {
  for (let at = from; at < source.length; ) {
    const piece = source.piece(at, source.length)
    const found = piece.indexOf(wanted)
    if (found !== -1) return at + found
    if (piece.length === 0 || at + piece.length === source.length) return -1
    // Where two pieces meet.
    const seam = Math.max(at, at + piece.length - wanted.length + 1)
    const across = source.read(seam, 2 * (wanted.length - 1)).indexOf(wanted)
    if (across !== -1) return seam + across
    at += piece.length
  }
  return -1
}
