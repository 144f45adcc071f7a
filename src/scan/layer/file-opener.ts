import { looksBinary } from '../../detect/match/scanned-text.js'
import { formatOf } from '../../inspect/files/format-of.js'
import type { Inside } from '../../unwrap/inside.js'
import { LimitReached } from '../../unwrap/meter.js'
import { openEncodedText } from '../../unwrap/text/encoded-text.js'
import { headLength, wrappingOf } from '../../unwrap/wrappings.js'
import type { FileLevel, FileState } from './file-state.js'
import type { HeldBytes } from './held-bytes.js'
import { countHeld, countOpen, releaseHeld } from './held-share.js'
import type { FileGap, Nest } from './nest.js'
import { heldLimit } from './own-format.js'

/** Opens what wraps the files of one level, and hands what is inside to the level below. */
export type FileOpener = {
  /** A file that came in one piece. */
  takeWhole(one: FileState, bytes: Buffer): void
  takePiece(one: FileState, bytes: Uint8Array): void
  /** The last piece has come. `bytes`: what is held of the file. */
  end(one: FileState, bytes: Buffer): void
  /** What a text holds in base64 or hex in runs from `starts` on, if nothing else was opened and all of it is held. */
  openEncoded(one: FileState, bytes: Buffer, starts: readonly number[]): void
  /** The file is done, or not to be opened any further. */
  giveUp(one: FileState): void
  /** A limit was reached further out: all levels below end as they are. */
  abandon(one: FileState): void
  tellGap(one: FileState, kind: FileGap['kind'], reason: string): void
}

type OpenerContext = { nest: Nest; depth: number; held: HeldBytes; makeBelow: () => FileLevel }

export function createFileOpener({ nest, depth, held, makeBelow }: OpenerContext): FileOpener {
  const { limits, meter } = nest
  let below: FileLevel | undefined

  const tellGap: FileOpener['tellGap'] = ({ via }, kind, reason) => void nest.gaps.push({ kind, reason, via })

  const insideOf = (one: FileState): Inside => ({
    start({ step, path, size, at }) {
      below ??= makeBelow()
      meter.addEntry()
      below.start({ path, ...(size !== undefined && { size }) }, [...one.via, step], at && (one.at ?? at))
    },
    push(bytes) {
      meter.addBytes(bytes.length)
      below!.push(bytes)
    },
    end: () => void below!.end(),
    gap: ({ kind, reason }) => tellGap(one, kind, reason),
    hold: (bytes) => countOpen(nest, one, bytes),
    meter,
  })

  /**
   * A limit ends the unwrapping of the whole file of the layer, which is looked at to its end. A read outside of its bytes is how a
   * reader meets what is malformed in a way that it was not made for.
   */
  function attempt(one: FileState, work: () => void): void {
    try {
      work()
    } catch (error) {
      const isLimit = error instanceof LimitReached
      if (!(error instanceof RangeError || (isLimit && depth === 0))) throw error
      abandon(one)
      if (!isLimit) tellGap(one, 'unopened', 'malformed')
      else if (meter.isNews(error)) tellGap(one, 'limit', error.message)
    }
  }

  function abandon(one: FileState): void {
    below?.abandon()
    giveUp(one)
  }

  function giveUp(one: FileState): void {
    one.unwrapper = undefined
    one.whole = undefined
    releaseHeld(nest, one)
  }

  /** Chooses what is done with the file, by its first bytes. */
  function settle(one: FileState, head: Buffer): void {
    one.isKnown = true
    const { file } = one
    const wrapping = wrappingOf(head, file)
    one.isOpened = wrapping !== undefined && isAllowed(one, wrapping)
    if (wrapping && one.isOpened && 'whole' in wrapping) {
      one.whole = wrapping
      held.limitTo(limits.heldBytes)
      return
    }
    if (wrapping && one.isOpened && 'stream' in wrapping) one.unwrapper = wrapping.stream(insideOf(one), file)
    const isUseful = depth === 0 || !looksBinary(head, head.length) || formatOf(file.path, head) !== undefined
    held.limitTo(isUseful && (file.size ?? 0) <= heldLimit ? heldLimit : headLength)
  }

  /** What holds nothing but text is no deeper than the text itself. */
  const isWithin = (wrapping: object) => depth < limits.depth + Number('isLeaf' in wrapping)

  function isAllowed(one: FileState, wrapping: { id: string }): boolean {
    if (limits.depth === 0) return false
    const isHarmless = ('matches' in wrapping && wrapping.matches) || 'isClosed' in wrapping
    if (isHarmless || isWithin(wrapping)) return true
    tellGap(one, 'limit', tooDeep(limits.depth, wrapping))
    return false
  }

  /** Counts what is held for a wrapping that is read as a whole. `before`: what had been held. */
  function count(one: FileState, bytes: number, before: Buffer): void {
    const { whole } = one
    const excess = whole && countHeld(nest, one, bytes)
    if (whole === undefined || excess === undefined) return
    giveUp(one)
    if (whole.larger && depth < limits.depth) {
      one.unwrapper = whole.larger(insideOf(one), one.file)
      if (before.length > 0) one.unwrapper.push(before)
    } else tellGap(one, 'limit', `${excess}: not opened as ${whole.id}`)
    held.limitTo(headLength)
  }

  function openWhole(one: FileState, bytes: Buffer): void {
    const { whole } = one
    if (whole === undefined) return
    if (whole.matches && !whole.matches(bytes)) one.isOpened = false
    else if (isWithin(whole)) whole.whole(bytes, insideOf(one), one.file)
    else tellGap(one, 'limit', tooDeep(limits.depth, whole))
  }

  return {
    takeWhole(one, bytes) {
      attempt(one, () => {
        settle(one, bytes.subarray(0, headLength))
        count(one, bytes.length, nothing)
        one.unwrapper?.push(bytes)
        one.unwrapper?.end()
        openWhole(one, bytes)
      })
    },
    takePiece(one, bytes) {
      attempt(one, () => {
        if (!one.isKnown && one.length >= headLength) {
          const before = held.held()
          settle(one, Buffer.concat([before, bytes.subarray(0, headLength - before.length)]))
          count(one, before.length, nothing)
          if (before.length > 0) one.unwrapper?.push(before)
        }
        if (one.isKnown) count(one, bytes.length, held.held())
        one.unwrapper?.push(bytes)
      })
      held.push(bytes)
    },
    end(one, bytes) {
      attempt(one, () => {
        if (!one.isKnown) {
          settle(one, bytes)
          count(one, bytes.length, nothing)
          if (bytes.length > 0) one.unwrapper?.push(bytes)
        }
        one.unwrapper?.end()
        openWhole(one, bytes)
      })
    },
    openEncoded(one, bytes, starts) {
      if (starts.length === 0 || one.isOpened || bytes.length < one.length || looksBinary(bytes, bytes.length)) return
      attempt(one, () => openEncodedText(bytes, starts, insideOf(one), () => isAllowed(one, encodedText)))
    },
    giveUp,
    abandon,
    tellGap,
  }
}

const nothing = Buffer.alloc(0)

const encodedText = { id: 'encoded text' }

function tooDeep(depth: number, { id }: { id: string }): string {
  return `more than ${depth} wrappings inside each other: not opened as ${id}`
}
