import { createHash } from 'node:crypto'
import { piecesOf, type RandomAccess } from '../bytes/random-access.js'
import { inflate } from '../inflate/inflate.js'
import type { UnwrapMeter } from '../meter.js'
import { applyDelta, deltaTargetSize, largestObject } from './delta.js'
import type { GitType, PackEntry } from './pack-entries.js'

/** The objects of a pack, put together from their deltas when they are asked for. */
export type PackObjects = {
  /** What an entry is, by the end of its chain of deltas; undefined if that is not in the pack. */
  typeOf(index: number): GitType | undefined
  /** Undefined if it cannot be put together. */
  contentOf(index: number): Buffer | undefined
  /** Whether that is because it, or what it is a change of, is too large to be put together. */
  isTooLarge(index: number): boolean
}

/** Objects that were put together last are kept: most deltas are against one of them. In bytes. */
const cacheBytes = 12 * 1024 * 1024

/** `baseOf`: the entry against which a delta is, if it is in the pack. */
export function createPackObjects(
  source: RandomAccess,
  entries: readonly PackEntry[],
  baseOf: (entry: PackEntry) => number | undefined,
  meter: UnwrapMeter,
): PackObjects {
  const types = new Map<number, GitType | undefined>()
  const tooLarge = new Set<number>()
  const cache = new Map<number, Buffer>()
  let cached = 0

  function keep(index: number, content: Buffer): void {
    if (content.length > cacheBytes / 2) return
    cache.set(index, content)
    cached += content.length
    for (const [oldest, { length }] of cache) {
      if (cached <= cacheBytes) break
      cache.delete(oldest)
      cached -= length
    }
  }

  /** From the entry to the first that is no delta, or is known. Offsets lead back only, ids may lead in a circle. */
  function chainOf(index: number, isKnown: (index: number) => boolean): number[] | undefined {
    const chain = [index]
    const seen = new Set(chain)
    for (let at = index; !isKnown(at) && entries[at]!.type === 'delta'; ) {
      const base = baseOf(entries[at]!)
      if (base === undefined || seen.has(base)) return undefined
      seen.add(base)
      chain.push(base)
      at = base
    }
    meter.addWork(chain.length)
    return chain
  }

  return {
    typeOf(index) {
      const chain = chainOf(index, (at) => types.has(at))
      const last = chain?.at(-1)
      if (chain === undefined || last === undefined) return undefined
      const { type } = entries[last]!
      const found = types.get(last) ?? (type === 'delta' ? undefined : type)
      for (const at of chain) types.set(at, found)
      return found
    },
    contentOf(index) {
      const chain = chainOf(index, (at) => cache.has(at))
      let content: Buffer | undefined
      for (const at of chain?.reverse() ?? []) {
        const known = cache.get(at)
        const data = known ?? dataOf(source, entries[at]!)
        content = known ?? (entries[at]!.type === 'delta' && content ? data && applyDelta(content, data) : data)
        if (content === undefined) {
          if (isLarge(entries[at]!, data)) tooLarge.add(index)
          return undefined
        }
        meter.addWork(content.length)
        if (!known) keep(at, content)
      }
      return content
    },
    isTooLarge: (index) => tooLarge.has(index),
  }
}

function isLarge({ type, size }: PackEntry, data: Buffer | undefined): boolean {
  return size > largestObject || (type === 'delta' && data !== undefined && deltaTargetSize(data) > largestObject)
}

/** What the entry's data inflates to. */
function dataOf(source: RandomAccess, { start, end, size }: PackEntry): Buffer | undefined {
  if (size > largestObject) return undefined
  const data = Buffer.allocUnsafe(size)
  let length = 0
  inflate('zlib', piecesOf(source, start, end), (piece) => {
    data.set(piece.subarray(0, size - length), length)
    length = Math.min(size, length + piece.length)
  })
  return length === size ? data : undefined
}

/** The id of an object in hex: SHA-1 over its header and content (gitformat-loose). */
export function gitIdOf(type: GitType, content: Buffer): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex')
}
