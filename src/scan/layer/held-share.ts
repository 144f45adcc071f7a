import type { FileState } from './file-state.js'
import type { Nest } from './nest.js'

/** Counts bytes that are held for a wrapping that is read as a whole. Gives the excess in words, if that is too much. */
export function countHeld(nest: Nest, one: FileState, bytes: number): string | undefined {
  const { heldBytes } = nest.limits
  const excess = countOpen(nest, one, bytes)
  if (Math.max(one.length, one.file.size ?? 0) > heldBytes) return `more bytes than are held in memory (${heldBytes})`
  return excess
}

/** Counts bytes that a wrapping holds while it is open. Gives the excess in words, if that is too much. */
export function countOpen(nest: Nest, one: FileState, bytes: number): string | undefined {
  const { heldBytesInAll } = nest.limits
  one.counted += bytes
  nest.heldBytes += bytes
  return nest.heldBytes > heldBytesInAll ? `more bytes than are held in memory in all (${heldBytesInAll})` : undefined
}

/** The file needs nothing held any more. */
export function releaseHeld(nest: Nest, one: FileState): void {
  nest.heldBytes -= one.counted
  one.counted = 0
}
