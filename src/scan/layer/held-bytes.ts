/** The first bytes of the file that passes by, up to a limit. */
export type HeldBytes = {
  /** Forgets the last file. */
  start(limit: number): void
  /** Copies the bytes, as far as the limit goes. */
  push(bytes: Uint8Array): void
  /**
   * From now on so many bytes are held at most; of a smaller limit than there are bytes, the rest is forgotten. `expected`: how many there will
   * be, if that is known: then the memory for them is taken once.
   */
  limitTo(limit: number, expected?: number): void
  /** What is held, good until the next `start`. */
  held(): Buffer
}

const smallest = 64 * 1024
/** A larger buffer is given back when its file is done. */
const largestKept = 16 * 1024 * 1024

/** One buffer that is used again for each file, and grows as files need it. */
export function createHeldBytes(): HeldBytes {
  let buffer = Buffer.alloc(0)
  let length = 0
  let most = 0

  function resize(size: number): void {
    const other = Buffer.allocUnsafeSlow(size)
    buffer.copy(other, 0, 0, length)
    buffer = other
  }

  return {
    start(limit) {
      length = 0
      most = limit
      if (buffer.length > largestKept) buffer = Buffer.alloc(0)
    },
    push(bytes) {
      const taken = bytes.length <= most - length ? bytes : bytes.subarray(0, most - length)
      if (taken.length === 0) return
      const needed = length + taken.length
      if (needed > buffer.length) {
        resize(Math.max(smallest, needed, Math.min(most, 2 * buffer.length)))
      }
      buffer.set(taken, length)
      length = needed
    },
    limitTo(limit, expected = 0) {
      most = limit
      length = Math.min(length, limit)
      if (expected > buffer.length && expected <= limit) resize(expected)
      else if (buffer.length > Math.max(limit, largestKept)) resize(length)
    },
    held: () => buffer.subarray(0, length),
  }
}
