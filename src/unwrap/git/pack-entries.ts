import { piecesOf, type RandomAccess } from '../bytes/random-access.js'
import { inflate } from '../inflate/inflate.js'
import type { UnwrapMeter } from '../meter.js'

export type GitType = 'commit' | 'tree' | 'blob' | 'tag'

/** An object of a pack. `base`: what its delta is against: the index of an earlier entry, or an object's id in hex. */
export type PackEntry = {
  type: GitType | 'delta'
  base?: number | string
  /** Where its compressed data stands. */
  start: number
  end: number
  /** Of what the data inflates to: the object, or its delta. */
  size: number
}

export type PackEntries = { entries: PackEntry[]; isWhole: boolean; more: number }

const headerLength = 12
/** More are not looked at: each takes some 300 bytes of memory. */
export const mostObjects = 400_000
const types: Readonly<Record<number, GitType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' }
const offsetDelta = 6
const idDelta = 7

/**
 * Walks over the objects of a pack (gitformat-pack, "pack-*.pack files have the following format"). They are inflated to see where each ends;
 * nothing is kept. `isWhole`: all that the header tells were there; `more`: there are more of them than are looked at.
 */
export function readPackEntries(source: RandomAccess, meter: UnwrapMeter): PackEntries {
  const entries: PackEntry[] = []
  const byOffset = new Map<number, number>()
  const header = source.read(0, headerLength)
  const told = header.length < headerLength ? 0 : header.readUInt32BE(8)
  const count = Math.min(told, mostObjects)
  for (let at = headerLength; entries.length < count; ) {
    const entry = readEntry(source, at, byOffset)
    if (entry === undefined) break
    meter.addWork(entry.end - at + entry.size)
    byOffset.set(at, entries.length)
    entries.push(entry)
    at = entry.end
  }
  const isWhole = entries.length === count
  return { entries, isWhole, more: isWhole ? told - count : 0 }
}

/** Type, size and base of an entry take no more, in bytes. */
const longestHead = 32

function readEntry(source: RandomAccess, from: number, byOffset: ReadonlyMap<number, number>): PackEntry | undefined {
  const bytes = source.read(from, longestHead)
  let at = 0
  let byte = bytes[at++] ?? 0
  const kind = (byte >> 4) & 7
  let size = byte & 15
  for (let factor = 16; byte & 0x80 && at < 10; factor *= 128) {
    byte = bytes[at++] ?? 0
    size += (byte & 0x7f) * factor
  }
  const type = types[kind]
  if (type) return withEnd(source, { type, start: from + at, end: 0, size })
  if (kind === idDelta) {
    const base = bytes.toString('hex', at, at + 20)
    return withEnd(source, { type: 'delta', base, start: from + at + 20, end: 0, size })
  }
  if (kind !== offsetDelta) return undefined
  const { distance, next } = readDistance(bytes, at)
  const base = byOffset.get(from - distance)
  return base === undefined ? undefined : withEnd(source, { type: 'delta', base, start: from + next, end: 0, size })
}

/** Seven bits a byte, the highest first; one is added between them, so that no distance can be written in two ways. */
function readDistance(bytes: Buffer, from: number): { distance: number; next: number } {
  let at = from
  let byte = bytes[at++] ?? 0
  let distance = byte & 0x7f
  while (byte & 0x80 && at < from + 8) {
    byte = bytes[at++] ?? 0
    distance = (distance + 1) * 128 + (byte & 0x7f)
  }
  return { distance, next: at }
}

function withEnd(source: RandomAccess, entry: PackEntry): PackEntry | undefined {
  if (entry.start >= source.length) return undefined
  const result = inflate('zlib', piecesOf(source, entry.start, source.length), () => {})
  return result.kind === 'ended' ? { ...entry, end: entry.start + result.used } : undefined
}
