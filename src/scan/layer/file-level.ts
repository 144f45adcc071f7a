import type { LocatedCandidate } from '../../findings/candidate.js'
import { createAssignedLook } from '../../inspect/assigned/assigned-look.js'
import { contentDigests } from '../../layer/packages/content-digests.js'
import { LimitReached } from '../../unwrap/meter.js'
import { createFileOpener } from './file-opener.js'
import { type FileLevel, type FileState, withoutDecoded, withoutRepeats } from './file-state.js'
import { createHeldBytes } from './held-bytes.js'
import type { Nest } from './nest.js'
import { heldLimit, withOwnFormat } from './own-format.js'

/** `depth`: 0 for the files of the layer, 1 for what is inside them, and so on. */
export function createFileLevel(nest: Nest, depth: number): FileLevel {
  const { limits, tools } = nest
  const assigned = createAssignedLook(tools.detector.inText)
  const stream = tools.detector.openStream(assigned.look)
  const held = createHeldBytes()
  const opener = createFileOpener({ nest, depth, held, makeBelow: () => createFileLevel(nest, depth + 1) })
  let state: FileState | undefined

  /** Ends the search in the file itself. `bytes`: what is held of it. */
  function conclude(one: FileState, found: LocatedCandidate[], bytes: Buffer): void {
    const { own, cuts } = withOwnFormat(one, found, bytes, tools)
    for (const cut of cuts) opener.tellGap(one, 'limit', cut)
    if (stream.dropped > 0) {
      opener.tellGap(one, 'limit', `${stream.dropped} more places than a file's limit were not looked at`)
    }
    one.own = withoutRepeats(own.filter(tools.isTold), nest.found.slice(one.foundBefore))
    const before = nest.found.length
    opener.openEncoded(one, bytes, stream.longRuns)
    if (one.own.length > 0) {
      const inside = nest.found.splice(before)
      one.own = withoutDecoded(one.own, inside)
      nest.found.push(...withoutRepeats(inside, one.own))
    }
    const isFound = one.own.length > 0 || nest.found.length > 0
    if (depth === 0 && isFound && bytes.length === one.length) one.digests = contentDigests(bytes)
  }

  /** Hands over what was found. */
  function finish(one: FileState): void {
    opener.giveUp(one)
    state = undefined
    const { via, at } = one
    for (const candidate of one.own!) {
      nest.found.push(via.length === 0 ? candidate : { ...candidate, via: [...via, ...(candidate.via ?? [])], ...at })
    }
  }

  /** Names inside a wrapping are no plain bytes of the layer. */
  function searchName({ file: { path }, via }: FileState): void {
    for (const candidate of tools.detector.inText(path).filter(tools.isTold)) {
      nest.found.push({ ...candidate, via: [...via, 'name', ...(candidate.via ?? [])], line: 1, column: 1 })
    }
  }

  return {
    start(file, via, at) {
      const fresh = { length: 0, foundBefore: nest.found.length, isKnown: false, isOpened: false, counted: 0 }
      state = { file, via, ...fresh, ...(at && { at }) }
      held.start(heldLimit)
      stream.at?.(file.path)
      assigned.start(file.path)
      if (depth > 0) searchName(state)
    },
    push(piece) {
      const one = state!
      const isWhole = one.length === 0 && piece.length === one.file.size
      one.length += piece.length
      if (isWhole) {
        const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
        one.piece = { bytes, found: stream.whole(piece) }
        opener.takeWhole(one, bytes)
        conclude(one, one.piece.found, bytes)
      } else {
        stream.push(piece)
        opener.takePiece(one, piece)
      }
    },
    end() {
      const one = state!
      if (one.own === undefined) {
        opener.end(one, held.held())
        conclude(one, stream.end(), held.held())
      }
      finish(one)
      if (depth > 0 && nest.found.length > limits.candidatesPerFile) {
        throw new LimitReached(`more than ${limits.candidatesPerFile} candidates inside`)
      }
      return one.digests
    },
    abandon() {
      const one = state
      if (one === undefined) return
      opener.abandon(one)
      one.isOpened = true
      if (one.own === undefined) conclude(one, one.piece?.found ?? stream.end(), one.piece?.bytes ?? held.held())
      finish(one)
    },
  }
}
