import { createHash } from 'node:crypto'

/** A deterministic source of numbers and bytes. Not for secrets that must not be guessed. */
export type SeededRandom = {
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number
  bytes(count: number): Buffer
  /** The seed as text, for values that are too dear to draw byte by byte. */
  readonly seed: string
}

/** The same seed gives the same numbers, on every machine. */
export function seededRandom(seed: number | string): SeededRandom {
  const key = `${typeof seed}:${seed}`
  let block = Buffer.alloc(0)
  let used = 0
  let counter = 0
  const byte = (): number => {
    if (used === block.length) {
      block = createHash('sha512').update(`${key}:${counter++}`).digest()
      used = 0
    }
    return block[used++]!
  }
  return {
    below(limit) {
      const word = byte() * 2 ** 24 + byte() * 2 ** 16 + byte() * 2 ** 8 + byte()
      return word % limit
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, byte)),
    seed: key,
  }
}
