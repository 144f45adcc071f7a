import zlib from 'node:zlib'
import { createInThreadInflate, type InThreadInflate } from '../../layer/compression/in-thread.js'
import type { Inside } from '../inside.js'
import { LimitReached } from '../meter.js'

/** `raw`: deflate alone (RFC 1951), as in a zip. `zlib`: with its header (RFC 1950), as in git and PDF. */
export type DeflateFraming = 'raw' | 'zlib'

/** `cut`: the bytes ended before the member did. */
export type BrokenMember = { kind: 'cut' } | { kind: 'corrupt' }

/** Output comes in pieces of this size, in bytes; only the last one that given bytes bring is shorter. */
export const outputLength = 64 * 1024
/** Without access to zlib's insides a member is inflated at once, so no larger one can be. In bytes. */
export const atOnceLimit = 64 * 1024 * 1024

type Output = { take: (bytes: Uint8Array) => void }
type Member = InThreadInflate & { output: Output }

/** To make one takes longer than to inflate most files. Wrappings inside each other need several at a time. */
const idle: Record<DeflateFraming, Member[]> = { raw: [], zlib: [] }
const mostIdle = 4

const makeStream = { raw: zlib.createInflateRaw, zlib: zlib.createInflate }

/** Undefined where Node does not offer it. One that is never given back is the garbage collector's. */
export function borrowMember(
  framing: DeflateFraming,
  onOutput: (bytes: Uint8Array) => void,
): InThreadInflate | undefined {
  const member = idle[framing].pop() ?? openMember(framing)
  if (member) member.output.take = onOutput
  return member
}

/** Takes a member back, in whatever state. */
export function giveBack(framing: DeflateFraming, member: InThreadInflate): void {
  if (idle[framing].length >= mostIdle) {
    member.close()
    return
  }
  member.reset()
  idle[framing].push(member as Member)
}

function openMember(framing: DeflateFraming): Member | undefined {
  const output: Output = { take: () => {} }
  const stream = makeStream[framing]({ chunkSize: outputLength })
  const member = createInThreadInflate(stream, outputLength, (bytes) => output.take(bytes))
  return member && { ...member, output }
}

/** What an error of zlib says of the bytes. Throws what is no error of zlib. */
export function resultOf(error: unknown): BrokenMember {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ERR_BUFFER_TOO_LARGE') throw new LimitReached(`more than ${atOnceLimit} bytes inside one member`)
  if (!code.startsWith('Z_')) throw error
  return code === 'Z_BUF_ERROR' ? { kind: 'cut' } : { kind: 'corrupt' }
}

/** Tells a gap of a file that is compressed whole. */
export function tellBroken(out: Inside, { kind }: BrokenMember): void {
  const how = kind === 'cut' ? 'ends too early' : 'is malformed'
  out.gap({ kind: 'unopened', reason: `the compressed data ${how}` })
}
