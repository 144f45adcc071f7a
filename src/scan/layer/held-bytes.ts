/** The first bytes of the file that passes by, up to a limit. */
export type HeldBytes = {
  /** Forgets the last file. `size` in bytes, if known: of a file that is larger than the limit only its head is held. */
  start(size: number | undefined): void
  /** Copies the bytes, as far as the limit goes. */
  push(bytes: Uint8Array): void
  /** What is held, good until the next `start`. */
  held(): Buffer
}

const smallest = 64 * 1024

/** One buffer that is used again for each file, and grows as files need it. */
export function createHeldBytes(limit: number, headLength: number): HeldBytes {
  let buffer = Buffer.alloc(0)
  let length = 0
  let most = limit
  return {
    start(size) {
      length = 0
      most = size !== undefined && size > limit ? headLength : limit
    },
    push(bytes) {
      const taken = bytes.length <= most - length ? bytes : bytes.subarray(0, most - length)
      if (taken.length === 0) return
      const needed = length + taken.length
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(smallest, needed, Math.min(limit, 2 * buffer.length)))
        buffer.copy(larger, 0, 0, length)
        buffer = larger
      }
      buffer.set(taken, length)
      length = needed
    },
    held: () => buffer.subarray(0, length),
  }
}
