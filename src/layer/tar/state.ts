import type { TarEntry, TarEvent, TarWarningCode } from './entry.js'
import type { TarExtension } from './extension.js'
import { blockSize, type TarHeader } from './header.js'

/** Named limits; all in bytes. */
export type TarLimits = {
  /** Body of one extension header (as in Go's `archive/tar`). Beyond it the body is handed out as `other`. */
  extensionBytes?: number
  /** How far a header is searched for once sync is lost. */
  resyncBytes?: number
}

export const defaultTarLimits = { extensionBytes: 1 << 20, resyncBytes: 1 << 30 } as const

/** Where a reader stands between two bytes. */
export type TarState = {
  limits: Required<TarLimits>
  phase: 'header' | 'extension' | 'sparse-map' | 'body' | 'padding' | 'raw'
  /** Bytes of the unit that the phase waits for, and those gathered so far from earlier chunks. */
  want: number
  filled: number
  partial?: Buffer
  /** Bytes of the body that are still to come, and what fills its last block. */
  left: number
  padding: number
  /** Stream position of the next byte. */
  offset: number
  extension: TarExtension
  /** Header of the extension or sparse file that is being read, and where it stood. */
  header?: TarHeader
  headerOffset?: number
  zeroBlocks: number
  ended: boolean
  lost: boolean
  searched: number
  rawOpen: boolean
  entries: number
  events: TarEvent[]
}

/** Before the first byte. */
export function startOfTar(limits: TarLimits): TarState {
  return {
    limits: { ...defaultTarLimits, ...limits },
    phase: 'header',
    want: blockSize,
    filled: 0,
    left: 0,
    padding: 0,
    offset: 0,
    extension: {},
    zeroBlocks: 0,
    ended: false,
    lost: false,
    searched: 0,
    rawOpen: false,
    entries: 0,
    events: [],
  }
}

/** Waits for one unit of `want` bytes. */
export function expect(state: TarState, phase: TarState['phase'], want: number): void {
  state.phase = phase
  state.want = want
}

/** After a body: what fills its last block, or else a header. */
export function expectPadding(state: TarState): void {
  if (state.padding > 0) expect(state, 'padding', state.padding)
  else expect(state, 'header', blockSize)
}

/** Hands out bytes that belong to no entry. */
export function passRaw(state: TarState, bytes: Buffer): void {
  if (!state.rawOpen) {
    const offset = state.offset - bytes.length
    state.events.push({ kind: 'entry', entry: rawEntry(offset, state.ended) })
    state.rawOpen = true
  }
  state.events.push({ kind: 'data', bytes })
}

function rawEntry(offset: number, afterEnd: boolean): TarEntry {
  const numbers = { size: 0, mode: 0, uid: 0, gid: 0, mtime: 0 }
  return { path: '', rawPath: '', type: 'other', ...numbers, linkPath: '', offset, bodyOffset: offset, afterEnd }
}

/** Ends the raw run, if one is open. */
export function endRaw(state: TarState): void {
  if (state.rawOpen) state.events.push({ kind: 'end' })
  state.rawOpen = false
}

/** `back`: how many bytes before the current position the culprit starts. */
export function warn(state: TarState, code: TarWarningCode, message: string, back: number): void {
  state.events.push({ kind: 'warning', code, message, offset: state.offset - back })
}
