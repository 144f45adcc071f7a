import type { GapCounter } from '../gap-counter.js'
import { inflate } from '../inflate/inflate.js'
import { outputLength } from '../inflate/members.js'
import { handOut, type Inside } from '../inside.js'
import type { DirectoryEntry, LocalEntry, ZipHeader } from './header.js'
import { nameOf, stored, whyClosed, workPerEntry } from './method.js'

/**
 * Hands out what an entry holds. `data` begins where its data does, and ends where it may end at the latest. Gives the number of bytes that
 * the data takes, as far as that is known.
 */
export function handOutEntry(header: DirectoryEntry | LocalEntry, data: Buffer, out: Inside, gaps: GapCounter): number {
  out.meter.addWork(workPerEntry)
  const isNamed = 'offset' in header
  const known = header.compressedSize > 0 || !header.hasDescriptor || (isNamed && header.method === stored)
  const length = Math.min(header.compressedSize, data.length)
  if (header.name.endsWith('/') && header.compressedSize === 0) return 0
  const why = whyClosed(isNamed ? { ...header, hasDescriptor: false } : header)
  if (why !== undefined) gaps.add('unopened', why)
  else if (header.method === stored) handOutStored(header, data.subarray(0, length), out, gaps)
  else return handOutDeflated(header, known ? data.subarray(0, length) : data, out, gaps)
  return known ? length : 0
}

function handOutStored(header: ZipHeader, data: Buffer, out: Inside, gaps: GapCounter): void {
  if (data.length < header.compressedSize) gaps.add('unopened', 'cut off')
  handOut(out, nameOf(header), data)
}

function handOutDeflated(header: ZipHeader, data: Buffer, out: Inside, gaps: GapCounter): number {
  const file = nameOf(header)
  let isStarted = false
  const result = inflate('raw', data, (bytes) => {
    // A first piece that is not full is all there is.
    if (!isStarted) out.start(bytes.length < outputLength ? { ...file, size: bytes.length } : file)
    isStarted = true
    out.push(bytes)
  })
  if (!isStarted) out.start(file)
  out.end()
  // Input that brings no output takes time, too.
  out.meter.addWork(result.kind === 'ended' ? result.used : data.length)
  if (result.kind === 'ended') return result.used
  gaps.add('unopened', result.kind === 'cut' ? 'cut off' : 'malformed')
  return 0
}
