import { piecesOf, type RandomAccess } from '../bytes/random-access.js'
import type { GapCounter } from '../gap-counter.js'
import { inflate } from '../inflate/inflate.js'
import { outputLength } from '../inflate/members.js'
import type { Inside } from '../inside.js'
import type { DirectoryEntry, LocalEntry, ZipHeader } from './header.js'
import { deflated, nameOf, stored, whyClosed, workPerEntry } from './method.js'
import { openOtherMethod } from './other-methods.js'

/** Where an entry's data begins. */
export type EntryStart = { source: RandomAccess; start: number }

/**
 * Hands out what an entry holds. Gives the number of bytes that
 * the data takes, as far as that is known.
 */
export function handOutEntry(
  header: DirectoryEntry | LocalEntry,
  { source, start }: EntryStart,
  out: Inside,
  gaps: GapCounter,
): number {
  out.meter.addWork(workPerEntry)
  const isNamed = 'offset' in header
  const known = header.compressedSize > 0 || !header.hasDescriptor || (isNamed && header.method !== deflated)
  const length = Math.min(header.compressedSize, source.length - start)
  if (header.name.endsWith('/') && header.compressedSize === 0) return 0
  const why = whyClosed(isNamed ? { ...header, hasDescriptor: false } : header)
  if (why !== undefined) gaps.add('unopened', why)
  else if (header.method === stored) handOutStored(header, { source, start, length }, out, gaps)
  else if (header.method !== deflated) handOutOther(header, { source, start, length }, out, gaps)
  else return handOutDeflated(header, { source, start, length: known ? length : source.length - start }, out, gaps)
  return known ? length : 0
}

type EntryData = EntryStart & { length: number }

function handOutStored(header: ZipHeader, data: EntryData, out: Inside, gaps: GapCounter): void {
  const { source, start, length } = data
  if (length < header.compressedSize) gaps.add('unopened', 'cut off')
  out.start({ ...nameOf(header), size: length })
  for (const piece of piecesOf(source, start, start + length)) out.push(piece)
  out.end()
}

function handOutOther(header: ZipHeader, { source, start, length }: EntryData, out: Inside, gaps: GapCounter): void {
  const opened = openOtherMethod(header, out, gaps)
  for (const piece of piecesOf(source, start, start + length)) opened?.push(piece)
  opened?.end()
}

function handOutDeflated(
  header: ZipHeader,
  { source, start, length }: EntryData,
  out: Inside,
  gaps: GapCounter,
): number {
  const file = nameOf(header)
  let isStarted = false
  const result = inflate('raw', piecesOf(source, start, start + length), (bytes) => {
    // A first piece that is not full is all there is.
    if (!isStarted) out.start(bytes.length < outputLength ? { ...file, size: bytes.length } : file)
    isStarted = true
    out.push(bytes)
  })
  if (!isStarted) out.start(file)
  out.end()
  // Input that brings no output takes time, too.
  out.meter.addWork(result.kind === 'ended' ? result.used : length)
  if (result.kind === 'ended') return result.used
  gaps.add('unopened', result.kind === 'cut' ? 'cut off' : 'malformed')
  return 0
}
