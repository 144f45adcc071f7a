import { looksBinary } from '../../detect/match/scanned-text.js'
import { formatOf } from '../../inspect/files/format-of.js'
import { inMemory, type RandomAccess } from '../../unwrap/bytes/random-access.js'
import type { Inside, Unwrapper } from '../../unwrap/inside.js'
import { LimitReached } from '../../unwrap/meter.js'
import { openEncodedText } from '../../unwrap/text/encoded-text.js'
import { headLength, type WholeWrapping, wrappingOf } from '../../unwrap/wrappings.js'
import type { FileLevel, FileState } from './file-state.js'
import type { HeldBytes } from './held-bytes.js'
import { countHeld, countOpen, releaseHeld } from './held-share.js'
import type { FileGap, Nest } from './nest.js'
import { heldLimit } from './own-format.js'
import { createSpooled } from './spooled.js'

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
    one.unwrapper?.drop?.()
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
    if (wrapping && one.isOpened && 'inAnyOrder' in wrapping) {
      one.whole = wrapping
      held.limitTo(limits.heldBytes, file.size)
      return
    }
    if (wrapping && one.isOpened && 'stream' in wrapping) one.unwrapper = wrapping.stream(insideOf(one), file)
    const isUseful =
      depth === 0 || (!one.unwrapper && !looksBinary(head, head.length)) || formatOf(file.path, head) !== undefined
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

  /** Counts what is held for a wrapping that is read in any order; what is too much goes on in a temporary file. `before`: what had been held. */
  function count(one: FileState, bytes: number, before: Buffer): void {
    const { whole } = one
    if (whole === undefined || !countHeld(nest, one, bytes)) return
    giveUp(one)
    one.unwrapper = createSpooled({
      nest,
      open: (source) => openWhole(one, whole, source),
      otherwise: (why) => inOnePass(one, whole, why),
    })
    if (before.length > 0) one.unwrapper.push(before)
    held.limitTo(headLength)
  }

  function openWhole(one: FileState, whole: WholeWrapping, source: RandomAccess): void {
    if (whole.matches && !whole.matches(source)) one.isOpened = false
    else if (isWithin(whole)) whole.inAnyOrder(source, insideOf(one), one.file)
    else tellGap(one, 'limit', tooDeep(limits.depth, whole))
  }

  /** Reads what cannot be kept as far as that goes without. */
  function inOnePass(one: FileState, { id, larger }: WholeWrapping, why: string): Unwrapper | undefined {
    if (!larger || depth >= limits.depth) tellGap(one, 'limit', `not opened as ${id}: ${why}`)
    else tellGap(one, 'unopened', `read as ${id} in one pass, without its directory: ${why}`)
    return depth < limits.depth ? larger?.(insideOf(one), one.file) : undefined
  }

  return {
    takeWhole(one, bytes) {
      attempt(one, () => {
        settle(one, bytes.subarray(0, headLength))
        count(one, bytes.length, nothing)
        one.unwrapper?.push(bytes)
        one.unwrapper?.end()
        if (one.whole) openWhole(one, one.whole, inMemory(bytes))
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
        if (one.whole) openWhole(one, one.whole, inMemory(bytes))
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
  return `more than ${depth} wrappings inside each other (--unwrap-depth): not opened as ${id}`
}
