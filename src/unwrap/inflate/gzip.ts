import type { InThreadInflate } from '../../layer/compression/in-thread.js'
import type { Inside, Unwrapper } from '../inside.js'
import type { WrappedFile } from '../wrappings.js'
import { openGzipAtOnce } from './gzip-at-once.js'
import { gzipHeaderLength, gzipTrailerLength } from './gzip-header.js'
import { borrowMember, giveBack, resultOf, tellBroken } from './members.js'

/**
 * Opens gzip of any number of members (RFC 1952), which are one file. What follows the last member stays closed. Frames are read here and not
 * by zlib, which holds bytes behind the last member against all that came before.
 */
export function openGzip(out: Inside, { path }: WrappedFile): Unwrapper {
  out.start({ step: 'gzip', path: path.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '') })
  const inflater = borrowMember('raw', out.push)
  if (inflater === undefined) return openGzipAtOnce(out)
  const state: GzipState = { phase: 'header', held: Buffer.alloc(0), trailer: 0, members: 0, inflater }
  return {
    push(bytes) {
      // Input that brings no output takes time, too.
      if (state.phase !== 'over') out.meter.addWork(bytes.length)
      walk(state, bytes, out)
    },
    end() {
      const isCut = state.phase === 'body' || (state.phase === 'header' && state.members === 0)
      if (isCut) tellBroken(out, { kind: 'cut' })
      giveBack('raw', inflater)
      out.end()
    },
  }
}

type GzipState = {
  phase: 'header' | 'body' | 'trailer' | 'over'
  /** The start of a header that is not whole yet. */
  held: Buffer
  /** Bytes left of the trailer. */
  trailer: number
  members: number
  inflater: InThreadInflate
}

function walk(state: GzipState, bytes: Uint8Array, out: Inside): void {
  let rest = bytes
  while (rest.length > 0 && state.phase !== 'over') {
    if (state.phase === 'header') rest = readHeader(state, rest)
    else if (state.phase === 'body') rest = inflateBody(state, rest, out)
    else {
      const skipped = Math.min(state.trailer, rest.length)
      state.trailer -= skipped
      rest = rest.subarray(skipped)
      if (state.trailer === 0) state.phase = 'header'
    }
  }
}

function readHeader(state: GzipState, rest: Uint8Array): Uint8Array {
  const held = state.held.length
  const bytes = Buffer.concat([state.held, rest])
  state.held = Buffer.alloc(0)
  const length = gzipHeaderLength(bytes)
  if (length === 'more') state.held = bytes
  if (length === undefined) state.phase = 'over'
  if (typeof length !== 'number') return rest.subarray(rest.length)
  state.phase = 'body'
  state.members++
  state.inflater.reset()
  return rest.subarray(Math.max(0, length - held))
}

function inflateBody(state: GzipState, rest: Uint8Array, out: Inside): Uint8Array {
  try {
    const left = state.inflater.write(rest)
    // Of a member that ended just here, the next bytes are left over whole.
    if (left === 0) return rest.subarray(rest.length)
    state.phase = 'trailer'
    state.trailer = gzipTrailerLength
    return rest.subarray(rest.length - left)
  } catch (error) {
    const broken = resultOf(error)
    state.phase = 'over'
    tellBroken(out, broken)
    return rest.subarray(rest.length)
  }
}
