import type { Unwrapper } from './inside.js'

/**
 * Reads a format whose bytes come in pieces of any size: a generator that yields how many bytes it wants next and gets just these, or fewer if
 * the file ends before. With a negative number it gets what there is, at least one byte, at most so many; with 0, zeros are passed over. The
 * bytes are good until the next `yield`. None at all says that the file is at its end.
 */
export type Reading<T = void> = Generator<number, T, Buffer>

/** Drives a reader. What it leaves when it returns is not looked at. No reader may ask for much at once: that is held. */
export function createReading(reader: Reading): Unwrapper {
  let asked = reader.next()
  const held: Buffer[] = []
  let length = 0

  /** Gives the reader what it asked for, from `bytes` alone. Returns how many it took. */
  function give(bytes: Buffer): number {
    let at = 0
    while (!asked.done) {
      if (asked.value === 0) while (bytes[at] === 0) at++
      const left = bytes.length - at
      const want = asked.value < 0 ? Math.min(-asked.value, left) : asked.value
      if (want > left || (asked.value <= 0 && left === 0)) break
      at += want
      asked = reader.next(bytes.subarray(at - want, at))
    }
    return at
  }

  function hold(bytes: Buffer): void {
    if (bytes.length === 0) return
    held.push(Buffer.from(bytes))
    length += bytes.length
  }

  return {
    push(piece) {
      let bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
      if (length > 0 && !asked.done) {
        // Held is always less than was asked for.
        const missing = asked.value - length
        hold(bytes.subarray(0, missing))
        if (bytes.length < missing) return
        bytes = bytes.subarray(missing)
        const whole = Buffer.concat(held)
        held.length = length = 0
        asked = reader.next(whole)
      }
      hold(bytes.subarray(give(bytes)))
      if (asked.done) held.length = length = 0
    },
    end() {
      const rest = Buffer.concat(held)
      held.length = length = 0
      if (!asked.done) asked = reader.next(rest)
      while (!asked.done) asked = reader.next(Buffer.alloc(0))
    },
  }
}

/** Passes over bytes. Says whether they were all there. */
export function* skip(count: number): Reading<boolean> {
  for (let left = count; left > 0; ) {
    const bytes = yield -left
    if (bytes.length === 0) return false
    left -= bytes.length
  }
  return true
}
