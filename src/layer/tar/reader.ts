import type { TarEnding, TarEvent } from './entry.js'
import { isZeroFilled } from './header.js'
import { endRaw, expectPadding, passRaw, startOfTar, type TarLimits, type TarState, warn } from './state.js'
import { takeUnit } from './units.js'

/*
 * A tar stream is read as a sequence of units. In each phase the reader waits for one unit, or passes bytes on as they come:
 *
 *   header      one block. All zero: it counts towards the end-of-archive mark. A good header: an extension header (x, g, L, K)
 *               leads to `extension`, a sparse file with more map to `sparse-map`, an entry to `body`. Anything else: sync is
 *               lost; the block is handed out raw, and the next block is tried.
 *   extension   the whole body of an extension header; kept for the next entry, then `padding`.
 *   sparse-map  one block; again as long as it says that another follows, then `body`.
 *   body        passed on as views, to the last byte, then `padding`.
 *   padding     what fills the last block; handed out raw if a writer left something in it; then `header`.
 *   raw         sync was not found within the limit: passed on to the end.
 *
 * Bytes that belong to no entry form *raw runs*: entries of type `other` with an empty path. So every byte but headers, maps and
 * zeros comes out as data. Whether a kind has a body, which header wins and where the archive ends is decided as Go's
 * `archive/tar` does, because that is what unpacks an image. After the end-of-archive mark reading goes on.
 */

export type TarReader = {
  /** What these bytes bring. `data` events are views on them: use them before the chunk is reused. */
  feed(chunk: Uint8Array): Iterable<TarEvent>
  /** Bytes of the header, body or padding that the reader is in; infinite where it has lost its way for good. */
  readonly wanted: number
  /** Instead of feeding what is left of the body that the reader is in. */
  skip(): Iterable<TarEvent>
  /** Call once, after the last chunk. */
  finish(): TarEnding
}

/** Reads one tar stream, synchronously, in pieces of any size. Never throws on bad input: it warns and hands the bytes out. */
export function createTarReader(limits: TarLimits = {}): TarReader {
  const state = startOfTar(limits)
  return {
    feed: (chunk) => feed(state, chunk),
    get wanted() {
      return wanted(state)
    },
    skip: () => skip(state),
    finish: () => finish(state),
  }
}

function feed(state: TarState, chunk: Uint8Array): TarEvent[] {
  state.events = []
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  let at = 0
  while (at < bytes.length) {
    const piece = bytes.subarray(at, Math.min(at + wanted(state), bytes.length))
    at += piece.length
    state.offset += piece.length
    if (isPassing(state)) pass(state, piece)
    else gather(state, piece)
  }
  return state.events
}

function isPassing({ phase }: TarState): boolean {
  return phase === 'body' || phase === 'raw'
}

function wanted(state: TarState): number {
  return isPassing(state) ? state.left : state.want - state.filled
}

function pass(state: TarState, piece: Buffer): void {
  state.events.push({ kind: 'data', bytes: piece })
  state.left -= piece.length
  if (state.left === 0) endBody(state)
}

function endBody(state: TarState): void {
  state.events.push({ kind: 'end' })
  expectPadding(state)
}

function skip(state: TarState): TarEvent[] {
  state.events = []
  if (state.phase !== 'body') return []
  state.offset += state.left
  state.left = 0
  endBody(state)
  return state.events
}

function gather(state: TarState, piece: Buffer): void {
  if (piece.length === state.want) {
    takeUnit(state, piece)
    return
  }
  state.partial ??= Buffer.allocUnsafe(state.want)
  state.partial.set(piece, state.filled)
  state.filled += piece.length
  if (state.filled < state.want) return
  const unit = state.partial
  state.partial = undefined
  state.filled = 0
  takeUnit(state, unit)
}

function finish(state: TarState): TarEnding {
  state.events = []
  const missing = missingBytes(state)
  const held = state.partial?.subarray(0, state.filled)
  if (held !== undefined && !isZeroFilled(held)) finishHeld(state, held)
  if (state.phase === 'body' || (state.phase === 'raw' && state.rawOpen)) state.events.push({ kind: 'end' })
  else endRaw(state)
  const { offset: bytes, ended: endMark, entries, events } = state
  return { kind: endingKind(state, missing), endMark, entries, bytes, missing, events }
}

function finishHeld(state: TarState, held: Buffer): void {
  const trailing = state.ended && state.phase === 'header' && !state.lost
  if (trailing) warn(state, 'trailing-data', 'bytes after the end of the archive', held.length)
  passRaw(state, held)
}

function endingKind(state: TarState, missing: number): TarEnding['kind'] {
  if (state.offset === 0) return 'empty'
  const nothingRead = state.entries === 0 && state.header === undefined
  if (nothingRead && (state.lost || (state.filled > 0 && state.zeroBlocks === 0))) return 'not-tar'
  return missing > 0 ? 'truncated' : 'complete'
}

/** What the stream lacks of the unit or body that it broke off in. Missing padding at the very end is nothing, as in Go's reader. */
function missingBytes(state: TarState): number {
  if (state.phase === 'body') return state.left
  if (state.phase === 'extension' || state.phase === 'sparse-map') return state.want - state.filled
  if (state.phase !== 'header') return 0
  const extensionAlone = Object.keys(state.extension).length > 0
  const stray = state.lost || state.zeroBlocks > 0
  return (state.filled > 0 && !stray) || extensionAlone ? state.want - state.filled : 0
}
