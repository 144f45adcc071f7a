import type { InThreadInflate } from '../../layer/compression/in-thread.js'
import { inMemory } from '../bytes/random-access.js'
import { createGapCounter } from '../gap-counter.js'
import { borrowMember, giveBack, resultOf } from '../inflate/members.js'
import type { Inside, Unwrapper } from '../inside.js'
import { isPlausible, type LocalEntry, localSignature, readLocalHeader } from './header.js'
import { deflated, nameOf, stored, whyClosed, workPerEntry } from './method.js'
import { openOtherMethod } from './other-methods.js'

/*
 * A zip that is too large to be held is read by its local headers alone, in one pass:
 *
 *   search   until the signature of a local header. What stands between entries, and the directory at the end, is passed over.
 *   header   until it is whole, then `body`; where it is none, the search goes on.
 *   body     of a deflated entry until its data says that it ends; of others the bytes that the header tells.
 */

type ZipState = {
  phase: 'search' | 'header' | 'body'
  /** The start of a signature or of a header that is not whole yet. */
  held: Buffer
  entry?: LocalEntry
  /** Of an entry that is not deflated. */
  left: number
  /** Of one that is neither stored nor deflated. */
  other?: Unwrapper | undefined
  /** No more bytes come: what is no header now is none. */
  isEnding: boolean
}

const signature = Buffer.alloc(4)
signature.writeUInt32LE(localSignature)
/** A header is no longer: its name and its extra field are up to 64 KiB each. In bytes. */
const longestHeader = 30 + 2 * 0xffff

/** Opens a zip in pieces of any size, in memory that does not grow with it. */
export function openZipStream(out: Inside): Unwrapper {
  const gaps = createGapCounter('entries')
  const inflater = borrowMember('raw', out.push)
  const state: ZipState = { phase: 'search', held: Buffer.alloc(0), left: 0, isEnding: false }

  function search(bytes: Buffer): Buffer {
    const at = bytes.indexOf(signature)
    if (at === -1) {
      state.held = Buffer.from(bytes.subarray(Math.max(0, bytes.length - signature.length + 1)))
      return bytes.subarray(bytes.length)
    }
    state.phase = 'header'
    return bytes.subarray(at)
  }

  function readHeader(bytes: Buffer): Buffer {
    const entry = readLocalHeader(inMemory(bytes), 0)
    if (entry === undefined && bytes.length < longestHeader && !state.isEnding) {
      state.held = Buffer.from(bytes)
      return bytes.subarray(bytes.length)
    }
    state.phase = 'search'
    if (entry === undefined || !isPlausible(entry)) return bytes.subarray(signature.length)
    startBody(entry)
    return bytes.subarray(entry.dataStart)
  }

  function startBody(entry: LocalEntry): void {
    out.meter.addWork(workPerEntry)
    const why = inflater === undefined && entry.method === deflated ? 'too large for this Node.js' : whyClosed(entry)
    if (why !== undefined) gaps.add('unopened', why)
    const isClosed = why !== undefined
    state.left = entry.method === deflated && !isClosed ? Number.POSITIVE_INFINITY : entry.compressedSize
    if (state.left === 0) return
    state.phase = 'body'
    state.entry = entry
    if (isClosed) delete state.entry
    else if (entry.method !== stored && entry.method !== deflated) state.other = openOtherMethod(entry, out, gaps)
    else out.start({ ...nameOf(entry), ...(entry.method === stored && { size: entry.compressedSize }) })
    if (entry.method === deflated) inflater?.reset()
  }

  function takeBody(bytes: Buffer): Buffer {
    const isInflated = state.left === Number.POSITIVE_INFINITY
    if (isInflated) return inflateBody(bytes)
    const taken = bytes.subarray(0, state.left)
    if (state.other) state.other.push(taken)
    else if (state.entry) out.push(taken)
    state.left -= taken.length
    if (state.left === 0) endBody()
    return bytes.subarray(taken.length)
  }

  function inflateBody(bytes: Buffer): Buffer {
    out.meter.addWork(bytes.length)
    try {
      const left = inflater!.write(bytes)
      if (left > 0) endBody()
      return bytes.subarray(bytes.length - left)
    } catch (error) {
      resultOf(error)
      gaps.add('unopened', 'malformed')
      endBody()
      return bytes
    }
  }

  function endBody(): void {
    if (state.other) state.other.end()
    else if (state.entry) out.end()
    state.other = undefined
    delete state.entry
    state.phase = 'search'
  }

  function walk(piece: Buffer): void {
    let bytes = piece
    while (bytes.length > 0) {
      if (state.phase === 'search') bytes = search(bytes)
      else if (state.phase === 'header') bytes = readHeader(bytes)
      else bytes = takeBody(bytes)
    }
  }

  function push(piece: Uint8Array): void {
    const bytes = state.held.length > 0 ? Buffer.concat([state.held, piece]) : bufferOf(piece)
    state.held = Buffer.alloc(0)
    walk(bytes)
  }

  return {
    push,
    end() {
      state.isEnding = true
      if (state.phase === 'header') push(Buffer.alloc(0))
      if (state.phase === 'body') {
        if (state.left !== Number.POSITIVE_INFINITY || !isAtEnd(inflater!)) gaps.add('unopened', 'cut off')
        endBody()
      }
      if (inflater) giveBack('raw', inflater)
      gaps.tell(out)
    },
  }
}

/** Whether the member had come to its end just where the bytes did. */
function isAtEnd(inflater: InThreadInflate): boolean {
  try {
    inflater.end()
    return true
  } catch (error) {
    resultOf(error)
    return false
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
