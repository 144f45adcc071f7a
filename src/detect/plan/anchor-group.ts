import { keyAt, keysInAnyCase } from '../prefilter/anchor-key.js'
import type { PlannedAnchor } from './detection-plan.js'

/** The anchors that share a key. */
export type AnchorGroup = {
  anchors: readonly PlannedAnchor[]
  /** Where there are many: one byte more, at this distance from the key's place, tells which of them may stand here. */
  telling: Telling | undefined
  /** The key is a mark, at which a stream calls its look. */
  isMark: boolean
}

type Telling = {
  distance: number
  byByte: readonly (readonly PlannedAnchor[] | undefined)[]
  others: readonly PlannedAnchor[]
}

/** So many anchors are tried one by one. */
const fewAnchors = 3

/** How far from its key the telling byte is looked for. */
const farthest = 12

/** The groups of all keys, by key. `marks`: texts of four bytes, in any case. */
export function groupByKey(anchors: readonly PlannedAnchor[], marks: readonly string[]): Map<number, AnchorGroup> {
  const markKeys = new Set(marks.flatMap((mark) => keysInAnyCase(Buffer.from(mark.toLowerCase(), 'latin1'), 0)))
  const byKey = new Map<number, PlannedAnchor[]>([...markKeys].map((key) => [key, []]))
  for (const anchor of anchors) {
    const { literal, keyOffset, ignoreCase } = anchor
    for (const key of ignoreCase ? keysInAnyCase(literal, keyOffset) : [keyAt(literal, keyOffset)]) {
      const group = byKey.get(key)
      if (group === undefined) byKey.set(key, [anchor])
      else group.push(anchor)
    }
  }
  return new Map([...byKey].map(([key, group]) => [key, groupOf(group, markKeys.has(key))]))
}

function groupOf(anchors: PlannedAnchor[], isMark: boolean): AnchorGroup {
  if (anchors.length <= fewAnchors) return { anchors, telling: undefined, isMark }
  let distance = 0
  let lowest = Number.POSITIVE_INFINITY
  for (let each = -farthest; each <= farthest; each++) {
    const cost = costOf(anchors, each)
    if (cost >= lowest) continue
    distance = each
    lowest = cost
  }
  return { anchors, telling: split(anchors, distance), isMark }
}

/** How many anchors remain, on average over the bytes that some anchor has at this distance. */
function costOf(anchors: readonly PlannedAnchor[], distance: number): number {
  const told = new Set<number>()
  let silent = 0
  for (const { literal, keyOffset } of anchors) {
    const byte = literal[keyOffset + distance]
    if (byte === undefined) silent++
    else told.add(byte)
  }
  return silent + (anchors.length - silent) / Math.max(1, told.size)
}

/** For each byte, the anchors that may stand where it does; those that do not reach so far are everywhere. */
function split(anchors: readonly PlannedAnchor[], distance: number): Telling {
  const bytesOf = anchors.map((anchor) => tellingBytes(anchor, distance))
  const byByte = new Array<PlannedAnchor[] | undefined>(256).fill(undefined)
  for (const byte of new Set(bytesOf.flat())) {
    byByte[byte] = anchors.filter((_, index) => bytesOf[index]!.length === 0 || bytesOf[index]!.includes(byte))
  }
  return { distance, byByte, others: anchors.filter((_, index) => bytesOf[index]!.length === 0) }
}

function tellingBytes({ literal, keyOffset, ignoreCase }: PlannedAnchor, distance: number): number[] {
  const byte = literal[keyOffset + distance]
  if (byte === undefined) return []
  return ignoreCase && byte >= 0x61 && byte <= 0x7a ? [byte, byte ^ 0x20] : [byte]
}
