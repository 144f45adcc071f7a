import { isSkippableMagic, isZstdMagic, zstdMagic } from '../sniff.js'

/**
 * What a stretch of a zstd stream is. `open`, any number of `bytes`, `close`: one frame. `unused`: the content of a skippable frame,
 * or what follows the last frame and is none.
 */
export type ZstdPiece =
  | { kind: 'open'; windowBytes: number; contentBytes?: number }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'close' }
  | { kind: 'skipped'; bytes: Uint8Array }
  | { kind: 'trailing'; bytes: Uint8Array }

/** Cuts a zstd stream at its frames' borders, which decoders do not tell, by its headers alone (RFC 8878, section 3.1). */
export type ZstdFrameWalker = {
  /** The pieces are views on the bytes. */
  feed(bytes: Uint8Array): ZstdPiece[]
  /** Call after the last byte: whether the stream broke off inside a frame, and bytes that were held back. */
  finish(): { truncated: boolean; trailing?: Uint8Array }
}

export function createZstdFrameWalker(): ZstdFrameWalker {
  const state: WalkState = {
    phase: 'between',
    held: Buffer.alloc(0),
    left: 0,
    header: 0,
    headerBytes: 0,
    last: false,
    checksum: false,
  }
  return {
    feed: (bytes) => walk(state, bytes),
    finish() {
      const { phase, held } = state
      const openFrame = phase === 'block-header' || phase === 'block' || phase === 'checksum' || phase === 'skippable'
      if (openFrame) return { truncated: true }
      const magic = held.length >= 4 && isZstdMagic(held)
      return { truncated: magic, ...(held.length > 0 && !magic && { trailing: held }) }
    },
  }
}

type WalkState = {
  phase: 'between' | 'block-header' | 'block' | 'checksum' | 'skippable' | 'trailing'
  /** The start of a frame header that is not whole yet. */
  held: Buffer
  /** Bytes left of the block, checksum or skippable frame. */
  left: number
  header: number
  headerBytes: number
  last: boolean
  checksum: boolean
}

function walk(state: WalkState, chunk: Uint8Array): ZstdPiece[] {
  const bytes = Buffer.concat([state.held, chunk], state.held.length + chunk.length)
  state.held = Buffer.alloc(0)
  const pieces: ZstdPiece[] = []
  let at = 0
  while (at < bytes.length) {
    const rest = bytes.subarray(at)
    if (state.phase === 'between') {
      const used = openFrame(state, rest, pieces)
      if (used === 0) {
        state.held = Buffer.from(rest)
        break
      }
      at += used
    } else if (state.phase === 'trailing') {
      pieces.push({ kind: 'trailing', bytes: rest })
      break
    } else if (state.phase === 'skippable') at += skip(state, rest, pieces)
    else at += walkFrame(state, rest, pieces)
  }
  return pieces
}

/** Reads a frame header; says how many bytes it took, 0 if it is not all there. */
function openFrame(state: WalkState, rest: Buffer, pieces: ZstdPiece[]): number {
  if (rest.length < 4) return 0
  const magic = rest.readUInt32LE(0)
  if (isSkippableMagic(magic)) {
    if (rest.length < 8) return 0
    state.left = rest.readUInt32LE(4)
    state.phase = state.left > 0 ? 'skippable' : 'between'
    return 8
  }
  if (magic !== zstdMagic) {
    state.phase = 'trailing'
    pieces.push({ kind: 'trailing', bytes: rest })
    return rest.length
  }
  const header = rest.length > 4 ? frameHeader(rest) : undefined
  if (header === undefined) return 0
  pieces.push({ kind: 'open', ...header.sizes }, { kind: 'bytes', bytes: rest.subarray(0, header.length) })
  Object.assign(state, { phase: 'block-header', header: 0, headerBytes: 0, checksum: header.checksum })
  return header.length
}

/** RFC 8878, section 3.1.1.1; undefined if bytes are missing. */
function frameHeader(bytes: Buffer) {
  const descriptor = bytes[4]!
  const singleSegment = (descriptor & 0x20) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!
  const contentField = [singleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!
  const contentAt = 5 + (singleSegment ? 0 : 1) + dictionaryBytes
  const length = contentAt + contentField
  if (bytes.length < length) return undefined
  const contentBytes = contentField === 0 ? undefined : contentSize(bytes, contentAt, contentField)
  const windowBytes = singleSegment ? contentBytes! : windowSize(bytes[5]!)
  const sizes = { windowBytes, ...(contentBytes !== undefined && { contentBytes }) }
  return { length, checksum: (descriptor & 4) !== 0, sizes }
}

function contentSize(bytes: Buffer, at: number, length: number): number {
  if (length === 8) return Number(bytes.readBigUInt64LE(at))
  return bytes.readUIntLE(at, length) + (length === 2 ? 256 : 0)
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

function skip(state: WalkState, rest: Buffer, pieces: ZstdPiece[]): number {
  const taken = Math.min(state.left, rest.length)
  pieces.push({ kind: 'skipped', bytes: rest.subarray(0, taken) })
  state.left -= taken
  if (state.left === 0) state.phase = 'between'
  return taken
}

/** Walks over blocks to the end of the frame or of the bytes. */
function walkFrame(state: WalkState, rest: Buffer, pieces: ZstdPiece[]): number {
  let at = 0
  let ended = false
  while (at < rest.length && !ended) {
    if (state.phase === 'block-header') {
      state.header |= rest[at++]! << (8 * state.headerBytes++)
      if (state.headerBytes === 3) ended = startBlock(state)
    } else {
      const taken = Math.min(state.left, rest.length - at)
      at += taken
      state.left -= taken
      if (state.left === 0) ended = endBlock(state)
    }
  }
  pieces.push({ kind: 'bytes', bytes: rest.subarray(0, at) })
  if (ended) pieces.push({ kind: 'close' })
  return at
}

/** Both say whether the frame ended. A reserved block type is left to the decoder to refuse. */
function startBlock(state: WalkState): boolean {
  const runLength = ((state.header >> 1) & 3) === 1
  state.last = (state.header & 1) !== 0
  state.left = runLength ? 1 : state.header >> 3
  state.header = 0
  state.headerBytes = 0
  state.phase = 'block'
  return state.left === 0 && endBlock(state)
}

function endBlock(state: WalkState): boolean {
  if (state.phase === 'block' && !state.last) state.phase = 'block-header'
  else if (state.phase === 'block' && state.checksum) Object.assign(state, { phase: 'checksum', left: 4 })
  else state.phase = 'between'
  return state.phase === 'between'
}
