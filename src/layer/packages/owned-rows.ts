import { hashPrefixes } from '../path-hash.js'

/** Called for each row, in order. */
type RowVisitor = (low: number, high: number, packageIndex: number) => void

/** Which package owns which content at which path, without the paths: 12 bytes a row. */
export type OwnedRows = {
  add(path: string, digest: string, packageIndex: number): void
  readonly length: number
  visit(visitor: RowVisitor): void
}

/** Rows a block: blocks are added, never copied, so that memory never doubles while it grows. */
const blockLength = 1024
const rowLength = 3

/** No rows; one for each layer blob. */
export function createOwnedRows(): OwnedRows {
  const blocks: Int32Array[] = []
  let length = 0
  return {
    add(path, digest, packageIndex) {
      const at = (length % blockLength) * rowLength
      if (at === 0) blocks.push(new Int32Array(blockLength * rowLength))
      const [low, high] = hashOwned(path, digest)
      blocks[blocks.length - 1]!.set([low, high, packageIndex], at)
      length++
    },
    get length() {
      return length
    },
    visit(visitor) {
      for (let i = 0; i < length; i++) {
        const block = blocks[Math.floor(i / blockLength)]!
        const at = (i % blockLength) * rowLength
        visitor(block[at]!, block[at + 1]!, block[at + 2]!)
      }
    },
  }
}

/**
 * 64 bits of a path and of the checksum (hex, at least 16 digits) of what stands there. The path's hash has a key that nobody else
 * knows, so nobody can choose a path and a checksum that meet another pair.
 */
export function hashOwned(path: string, digest: string): [low: number, high: number] {
  const [low, high] = hashPrefixes(path, [path.length])
  return [low! ^ Number.parseInt(digest.slice(0, 8), 16), high! ^ Number.parseInt(digest.slice(8, 16), 16)]
}
