import { inflate } from '../inflate/inflate.js'
import { LimitReached, type UnwrapMeter } from '../meter.js'

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

const headerLength = 12
/** Each takes some 300 bytes of memory. */
const mostObjects = 400_000
const types: Readonly<Record<number, GitType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' }
const offsetDelta = 6
const idDelta = 7

/**
 * Walks over the objects of a pack (gitformat-pack, "pack-*.pack files have the following format"). They are inflated to see where each ends;
 * nothing is kept. `isWhole`: all that the header tells were there.
 */
export function readPackEntries(bytes: Buffer, meter: UnwrapMeter): { entries: PackEntry[]; isWhole: boolean } {
  const entries: PackEntry[] = []
  const byOffset = new Map<number, number>()
  const count = bytes.length < headerLength ? 0 : bytes.readUInt32BE(8)
  for (let at = headerLength; entries.length < count; ) {
    const entry = readEntry(bytes, at, byOffset)
    if (entry === undefined) break
    meter.addWork(entry.end - at + entry.size)
    if (entries.length >= mostObjects) throw new LimitReached(`more than ${mostObjects} objects in a pack`)
    byOffset.set(at, entries.length)
    entries.push(entry)
    at = entry.end
  }
  return { entries, isWhole: entries.length === count }
}

function readEntry(bytes: Buffer, from: number, byOffset: ReadonlyMap<number, number>): PackEntry | undefined {
  let at = from
  let byte = bytes[at++] ?? 0
  const kind = (byte >> 4) & 7
  let size = byte & 15
  for (let factor = 16; byte & 0x80 && at < from + 10; factor *= 128) {
    byte = bytes[at++] ?? 0
    size += (byte & 0x7f) * factor
  }
  const type = types[kind]
  if (type) return withEnd(bytes, { type, start: at, end: 0, size })
  if (kind === idDelta) {
    const base = bytes.toString('hex', at, at + 20)
    return withEnd(bytes, { type: 'delta', base, start: at + 20, end: 0, size })
  }
  if (kind !== offsetDelta) return undefined
  const { distance, next } = readDistance(bytes, at)
  const base = byOffset.get(from - distance)
  return base === undefined ? undefined : withEnd(bytes, { type: 'delta', base, start: next, end: 0, size })
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

function withEnd(bytes: Buffer, entry: PackEntry): PackEntry | undefined {
  if (entry.start >= bytes.length) return undefined
  const result = inflate('zlib', bytes.subarray(entry.start), () => {})
  return result.kind === 'ended' ? { ...entry, end: entry.start + result.used } : undefined
}
