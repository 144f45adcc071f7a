import zlib from 'node:zlib'
import { createInThreadInflate, type InThreadInflate } from '../../layer/compression/in-thread.js'
import { LimitReached } from '../meter.js'

/** `ended`: the member came to its end. `cut`: the bytes ended before it. */
export type InflateResult = { kind: 'ended'; used: number } | { kind: 'cut' } | { kind: 'corrupt' }

/** `raw`: deflate alone (RFC 1951), as in a zip. `zlib`: with its header (RFC 1950), as in git and PDF. */
export type DeflateFraming = 'raw' | 'zlib'

/** Output comes in pieces of this size, in bytes; only the last one of the bytes given is shorter. */
export const outputLength = 64 * 1024
const idle = new Map<DeflateFraming, InThreadInflate & { output: Output }>()

type Output = { take: (bytes: Uint8Array) => void }

/**
 * Inflates one member that begins at the first byte. `onOutput` gets views of a buffer that is used again; it may inflate other members
 * itself. `used`: how many bytes the member took.
 */
export function inflate(
  framing: DeflateFraming,
  bytes: Uint8Array,
  onOutput: (bytes: Uint8Array) => void,
): InflateResult {
  const member = idle.get(framing) ?? openMember(framing)
  if (member === undefined) return inflateAtOnce(framing, bytes, onOutput)
  idle.delete(framing)
  member.output.take = onOutput
  try {
    const rest = member.write(bytes)
    if (rest === 0) member.end()
    return { kind: 'ended', used: bytes.length - rest }
  } catch (error) {
    if (!isZlibError(error)) throw error
    return error.code === 'Z_BUF_ERROR' ? { kind: 'cut' } : { kind: 'corrupt' }
  } finally {
    member.reset()
    if (idle.has(framing)) member.close()
    else idle.set(framing, member)
  }
}

function openMember(framing: DeflateFraming): (InThreadInflate & { output: Output }) | undefined {
  const output: Output = { take: () => {} }
  const options = { chunkSize: outputLength }
  const stream = framing === 'raw' ? zlib.createInflateRaw(options) : zlib.createInflate(options)
  const member = createInThreadInflate(stream, outputLength, (bytes) => output.take(bytes))
  return member && { ...member, output }
}

/** Without access to zlib's insides a member is inflated whole, so no larger one can be. */
const atOnceLimit = 64 * 1024 * 1024

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
    if (!isZlibError(error)) throw error
    if (error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new LimitReached(`more than ${atOnceLimit} bytes inside one member`)
    return error.code === 'Z_BUF_ERROR' ? { kind: 'cut' } : { kind: 'corrupt' }
  }
}

function isZlibError(error: unknown): error is Error & { code: string } {
  if (!(error instanceof Error && 'code' in error)) return false
  return /^(Z_|ERR_BUFFER_TOO_LARGE)/.test(String(error.code))
}
