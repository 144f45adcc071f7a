import type { FileState } from './file-state.js'
import type { Nest } from './nest.js'

/** Counts bytes that are held for a wrapping that is read in any order. Gives whether that is too much. */
export function countHeld(nest: Nest, one: FileState, bytes: number): boolean {
  const { heldBytes, heldBytesInAll } = nest.limits
  one.counted += bytes
  nest.heldBytes += bytes
  return Math.max(one.length, one.file.size ?? 0) > heldBytes || nest.heldBytes > heldBytesInAll
}

/** The file needs nothing held any more. */
export function releaseHeld(nest: Nest, one: FileState): void {
  nest.heldBytes -= one.counted
  one.counted = 0
}
