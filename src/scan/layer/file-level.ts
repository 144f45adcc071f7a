import { resolveOverlaps } from '../../detect/overlap.js'
import type { LocatedCandidate } from '../../findings/candidate.js'
import { formatOf } from '../../inspect/files/format-of.js'
import { LimitReached } from '../../unwrap/meter.js'
import { headLength, type WrappedFile, type Wrapping, wrappingOf } from '../../unwrap/wrappings.js'
import { type FileState, md5Of, withoutRepeats } from './file-state.js'
import { createHeldBytes } from './held-bytes.js'
import type { FileGap, Nest } from './nest.js'
import { heldLimit, parseOwnFormat } from './own-format.js'

/** Looks at one file at a time: a file of the layer (depth 0), or one inside the file of the level above. */
export type FileLevel = {
  start(file: WrappedFile, via: readonly string[]): void
  push(bytes: Uint8Array): void
  /** Gives the MD5 of a file of the layer in which something was found, in hex, if it was small enough to be held. */
  end(): string | undefined
  /** A limit was reached further out: looks at what has come so far, and opens nothing. */
  abandon(): void
}

export function createFileLevel(nest: Nest, depth: number): FileLevel {
  const { limits, meter, tools } = nest
  const stream = tools.detector.openStream()
  const held = createHeldBytes()
  let state: FileState | undefined
  let below: FileLevel | undefined

  const tellGap = (kind: FileGap['kind'], reason: string) =>
    void nest.gaps.push({ kind, reason, via: state?.via ?? [] })
  const inside = {
    start: ({ step, path, size }: { step: string; path: string; size?: number }) => {
      below ??= createFileLevel(nest, depth + 1)
      meter.addEntry()
      below.start({ path, ...(size !== undefined && { size }) }, [...state!.via, step])
    },
    push: (bytes: Uint8Array) => {
      meter.addBytes(bytes.length)
      below!.push(bytes)
    },
    end: () => void below!.end(),
    gap: ({ kind, reason }: { kind: FileGap['kind']; reason: string }) => tellGap(kind, reason),
    meter,
  }

  /**
   * A limit ends the unwrapping of the whole file of the layer, which is looked at to its end. A read outside of its bytes is how a
   * reader meets what is malformed in a way that it was not made for.
   */
  function opening(one: FileState, work: () => void): void {
    try {
      work()
    } catch (error) {
      const isLimit = error instanceof LimitReached
      if (!(error instanceof RangeError || (isLimit && depth === 0))) throw error
      below?.abandon()
      giveUp(one)
      if (!isLimit) tellGap('unopened', 'malformed')
      else if (meter.isNews(error)) tellGap('limit', error.message)
    }
  }

  function giveUp(one: FileState): void {
    one.unwrapper = undefined
    one.whole = undefined
    nest.heldBytes -= one.counted
    one.counted = 0
  }

  /** Chooses what is done with the file, by its first bytes. */
  function settle(one: FileState, head: Buffer): void {
    one.isKnown = true
    const { file } = one
    const wrapping = wrappingOf(head, file)
    const isOpened = wrapping !== undefined && isAllowed(wrapping)
    if (isOpened && 'whole' in wrapping) {
      one.whole = wrapping
      held.limitTo(limits.heldBytes)
      return
    }
    if (isOpened && 'stream' in wrapping) one.unwrapper = wrapping.stream(inside, file)
    const isUseful = depth === 0 || formatOf(file.path, head) !== undefined
    held.limitTo(isUseful && (file.size ?? 0) <= heldLimit ? heldLimit : headLength)
  }

  function isAllowed(wrapping: Wrapping): boolean {
    if (limits.depth === 0) return false
    if (depth < limits.depth || ('matches' in wrapping && wrapping.matches)) return true
    tellGap('limit', tooDeep(limits.depth, wrapping))
    return false
  }

  /** Counts what is held for a wrapping that is read as a whole. */
  function count(one: FileState, bytes: number): void {
    one.counted += bytes
    nest.heldBytes += bytes
    const isAlone = one.length > limits.heldBytes
    if (!isAlone && nest.heldBytes <= limits.heldBytesInAll) return
    const limit = isAlone ? limits.heldBytes : limits.heldBytesInAll
    tellGap('limit', `more bytes than are held in memory (${limit}): not opened as ${one.whole!.id}`)
    giveUp(one)
    held.limitTo(headLength)
  }

  function openWhole(one: FileState, bytes: Buffer): void {
    const { whole } = one
    if (whole === undefined || (whole.matches && !whole.matches(bytes))) return
    if (depth < limits.depth) whole.whole(bytes, inside, one.file)
    else tellGap('limit', tooDeep(limits.depth, whole))
  }

  /** Ends the search in the file itself. `bytes`: what is held of it. */
  function conclude(one: FileState, found: LocatedCandidate[], bytes: Uint8Array): void {
    const { candidates: parsed, cut } = parseOwnFormat(one.file.path, bytes, one.length)
    if (cut !== undefined) tellGap('limit', cut)
    if (stream.dropped > 0) tellGap('limit', `${stream.dropped} more places than a file's limit were not looked at`)
    const own = parsed.length === 0 ? found : resolveOverlaps([...parsed, ...found], tools.table)
    one.own = withoutRepeats(own, nest.found.slice(one.foundBefore))
    const isFound = one.own.length > 0 || nest.found.length > 0
    if (depth === 0 && isFound && bytes.length === one.length) one.md5 = md5Of(bytes)
  }

  function takeWhole(one: FileState, piece: Uint8Array): void {
    const found = stream.whole(piece)
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
    one.piece = { bytes, found }
    opening(one, () => {
      settle(one, bytes.subarray(0, headLength))
      one.unwrapper?.push(bytes)
      one.unwrapper?.end()
      if (one.whole) count(one, bytes.length)
      openWhole(one, bytes)
    })
    conclude(one, found, bytes)
  }

  function takePiece(one: FileState, bytes: Uint8Array): void {
    stream.push(bytes)
    opening(one, () => {
      if (!one.isKnown && one.length >= headLength) {
        const before = held.held()
        settle(one, Buffer.concat([before, bytes.subarray(0, headLength - before.length)]))
        if (before.length > 0) one.unwrapper?.push(before)
        if (one.whole) count(one, before.length)
      }
      one.unwrapper?.push(bytes)
      if (one.whole) count(one, bytes.length)
    })
    held.push(bytes)
  }

  function endPieces(one: FileState): void {
    const bytes = held.held()
    opening(one, () => {
      if (!one.isKnown) {
        settle(one, bytes)
        if (bytes.length > 0) one.unwrapper?.push(bytes)
      }
      one.unwrapper?.end()
      openWhole(one, bytes)
    })
    conclude(one, stream.end(), bytes)
  }

  /** Hands over what was found. */
  function finish(one: FileState): void {
    giveUp(one)
    state = undefined
    const { via } = one
    for (const candidate of one.own!) {
      nest.found.push(via.length === 0 ? candidate : { ...candidate, via: [...via, ...(candidate.via ?? [])] })
    }
  }

  /** Names inside a wrapping are no plain bytes of the layer. */
  function searchName({ file: { path }, via }: FileState): void {
    for (const candidate of tools.detector.inText(path)) {
      nest.found.push({ ...candidate, via: [...via, 'name', ...(candidate.via ?? [])], line: 1, column: 1 })
    }
  }

  return {
    start(file, via) {
      state = { file, via, length: 0, foundBefore: nest.found.length, isKnown: false, counted: 0 }
      held.start(heldLimit)
      if (depth > 0) searchName(state)
    },
    push(bytes) {
      const one = state!
      const isWhole = one.length === 0 && bytes.length === one.file.size
      one.length += bytes.length
      if (isWhole) takeWhole(one, bytes)
      else takePiece(one, bytes)
    },
    end() {
      const one = state!
      if (one.own === undefined) endPieces(one)
      finish(one)
      if (depth > 0 && nest.found.length > limits.candidatesPerFile) {
        throw new LimitReached(`more than ${limits.candidatesPerFile} candidates inside`)
      }
      return one.md5
    },
    abandon() {
      const one = state
      if (one === undefined) return
      below?.abandon()
      giveUp(one)
      if (one.own === undefined) conclude(one, one.piece?.found ?? stream.end(), one.piece?.bytes ?? held.held())
      finish(one)
    },
  }
}

function tooDeep(depth: number, { id }: Wrapping): string {
  return `more than ${depth} wrappings inside each other: not opened as ${id}`
}
