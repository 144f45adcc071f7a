import zlib from 'node:zlib'
import { atOnceLimit, type BrokenMember, borrowMember, type DeflateFraming, giveBack, resultOf } from './members.js'

/** `ended`: the member came to its end. `cut`: the bytes ended before it. */
export type InflateResult = { kind: 'ended'; used: number } | BrokenMember

/**
 * Inflates one member that begins at the first byte. `onOutput` gets views of a buffer that is used again; it may inflate other members
 * itself. `used`: how many bytes the member took.
 */
export function inflate(
  framing: DeflateFraming,
  bytes: Uint8Array,
  onOutput: (bytes: Uint8Array) => void,
): InflateResult {
  const member = borrowMember(framing, onOutput)
  if (member === undefined) return inflateAtOnce(framing, bytes, onOutput)
  try {
    const rest = member.write(bytes)
    if (rest === 0) member.end()
    return { kind: 'ended', used: bytes.length - rest }
  } catch (error) {
    return resultOf(error)
  } finally {
    giveBack(framing, member)
  }
}

function inflateAtOnce(
  framing: DeflateFraming,
  bytes: Uint8Array,
  onOutput: (bytes: Uint8Array) => void,
): InflateResult {
  const inflateSync = framing === 'raw' ? zlib.inflateRawSync : zlib.inflateSync
  try {
    // `info` gives the engine, too, which counts the bytes that it took; the types do not know.
    const options = { maxOutputLength: atOnceLimit, info: true }
    const { buffer, engine } = inflateSync(bytes, options) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    onOutput(buffer)
    return { kind: 'ended', used: engine.bytesWritten }
  } catch (error) {
    return resultOf(error)
  }
}
