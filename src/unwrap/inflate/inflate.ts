import zlib from 'node:zlib'
import { atOnceLimit, type BrokenMember, borrowMember, type DeflateFraming, giveBack, resultOf } from './members.js'

/** `ended`: the member came to its end. `cut`: the bytes ended before it. */
export type InflateResult = { kind: 'ended'; used: number } | BrokenMember

/**
 * Inflates one member that begins at the first byte of these pieces, which are asked for as far as it goes. `onOutput` gets views of a
 * buffer that is used again; it may inflate other members itself. `used`: how many bytes the member took.
 */
export function inflate(
  framing: DeflateFraming,
  pieces: Iterable<Uint8Array>,
  onOutput: (bytes: Uint8Array) => void,
): InflateResult {
  const member = borrowMember(framing, onOutput)
  if (member === undefined) return inflateAtOnce(framing, pieces, onOutput)
  try {
    let used = 0
    for (const piece of pieces) {
      const rest = member.write(piece)
      used += piece.length - rest
      if (rest > 0) return { kind: 'ended', used }
    }
    member.end()
    return { kind: 'ended', used }
  } catch (error) {
    return resultOf(error)
  } finally {
    giveBack(framing, member)
  }
}

function inflateAtOnce(
  framing: DeflateFraming,
  pieces: Iterable<Uint8Array>,
  onOutput: (bytes: Uint8Array) => void,
): InflateResult {
  const inflateSync = framing === 'raw' ? zlib.inflateRawSync : zlib.inflateSync
  try {
    // `info` gives the engine, too, which counts the bytes that it took; the types do not know.
    const options = { maxOutputLength: atOnceLimit, info: true }
    const { buffer, engine } = inflateSync(joined(pieces), options) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    onOutput(buffer)
    return { kind: 'ended', used: engine.bytesWritten }
  } catch (error) {
    return resultOf(error)
  }
}

/** As much as may be inflated at once. */
function joined(pieces: Iterable<Uint8Array>): Uint8Array {
  const taken: Uint8Array[] = []
  let length = 0
  for (const piece of pieces) {
    taken.push(piece)
    length += piece.length
    if (length >= atOnceLimit) break
  }
  return taken.length === 1 ? taken[0]! : Buffer.concat(taken)
}
