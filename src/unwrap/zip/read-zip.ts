import { findIn, type RandomAccess } from '../bytes/random-access.js'
import { createGapCounter, type GapCounter } from '../gap-counter.js'
import type { Inside } from '../inside.js'
import { readDirectory, type ZipDirectory } from './directory.js'
import { handOutEntry } from './entry-data.js'
import {
  type DirectoryEntry,
  dataBehind,
  isPlausible,
  type LocalEntry,
  localSignature,
  readLocalHeader,
  type ZipHeader,
} from './header.js'

/** Entries of the central directory that are read: more than the meter's limit of files. */
const maxEntries = 1_000_001

/**
 * Reads a zip: first what its central directory names, then every local header that it does not. Where the two
 * say different things of an entry, both readings are handed out, for programs differ in which one they believe.
 */
export function readZip(source: RandomAccess, out: Inside): void {
  const gaps = createGapCounter('entries')
  const directory = readDirectory(source, maxEntries)
  const read = directory ? readNamed(source, directory, out, gaps) : []
  readUnnamed(source, [...read, ...(directory ? [directory] : [])], out, gaps)
  if (directory === undefined)
    out.gap({ kind: 'unopened', reason: 'the zip has no central directory: its entries were searched for' })
  else if (!directory.isWhole) out.gap({ kind: 'unopened', reason: 'the central directory of the zip is not whole' })
  gaps.tell(out)
}

/** Bytes that were accounted for. */
type Extent = { start: number; end: number }

function readNamed(source: RandomAccess, { entries }: ZipDirectory, out: Inside, gaps: GapCounter): Extent[] {
  const extents: Extent[] = []
  for (const entry of entries) {
    const start = dataBehind(source, entry)
    if (start !== undefined && start <= source.length) {
      const used = handOutEntry(entry, { source, start }, out, gaps)
      extents.push({ start: entry.offset, end: start + used })
      continue
    }
    const local = readLocalHeader(source, entry.offset)
    if (local === undefined) {
      gaps.add('unopened', 'not where the central directory says')
      continue
    }
    const data = { source, start: local.dataStart }
    const used = handOutEntry(entry, data, out, gaps)
    extents.push({ start: entry.offset, end: local.dataStart + used })
    if (!differ(entry, local)) continue
    gaps.add('unopened', 'told differently by local header and central directory: both readings were searched')
    handOutEntry(local, data, out, gaps)
  }
  return extents
}

/** Names may differ in encoding only; what decides is what a program would unpack, and under which format it is read. */
function differ(entry: DirectoryEntry, local: LocalEntry): boolean {
  const sameSize = (local.hasDescriptor && local.compressedSize === 0) || local.compressedSize === entry.compressedSize
  const same: (keyof ZipHeader)[] = ['method', 'name', 'isEncrypted']
  return !sameSize || same.some((field) => entry[field] !== local[field])
}

/** Looks for local headers in the bytes that nothing accounts for: removed entries, and those of a directory that was put in between. */
function readUnnamed(source: RandomAccess, extents: Extent[], out: Inside, gaps: GapCounter): void {
  const taken = [...extents].sort((a, b) => a.start - b.start)
  let next = 0
  for (let at = findIn(source, signature, 0); at !== -1; at = findIn(source, signature, at)) {
    while (next < taken.length && taken[next]!.end <= at) next++
    const extent = taken[next]
    if (extent !== undefined && extent.start <= at) {
      at = extent.end
      continue
    }
    const local = readLocalHeader(source, at)
    at += signature.length
    if (local === undefined || !isPlausible(local)) continue
    const used = handOutEntry(local, { source, start: local.dataStart }, out, gaps)
    at = Math.max(at, local.dataStart + used)
  }
}

const signature = Buffer.alloc(4)
signature.writeUInt32LE(localSignature)
