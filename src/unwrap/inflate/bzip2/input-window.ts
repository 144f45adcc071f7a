import type { Reading } from '../../reading.js'
import { type Bzip2Kernel, growTo } from '../kernel/start-kernel.js'

/** Bytes in a block, for each level of compression. */
export const bytesPerLevel = 100_000
const levels = 9
/** So many bytes a block takes at most: a code of twenty bits for each byte, and tables. */
const longestBlock = levels * bytesPerLevel * 2.5 + 64 * 1024
/** What is kept of the input besides, so that it is seldom moved. */
const spare = 1024 * 1024
/** Damaged bytes make the decoder read too far, by less than this. */
const slack = 64 * 1024

/** The part of a file that is held for the decoder. */
export type InputWindow = {
  /** Where it stands in the kernel's memory. */
  start: number
  length: number
  /** The next bit to be read. */
  bitAt: number
  /** Whether the file ends with it. */
  isLast: boolean
}

/** What a decoder holds in all, in bytes. */
export const heldForBzip2 = levels * bytesPerLevel * 4 + longestBlock + spare

export function openWindow(kernel: Bzip2Kernel): InputWindow {
  const start = kernel.words.value + levels * bytesPerLevel * 4
  growTo(kernel, start + longestBlock + spare + slack)
  return { start, length: 0, bitAt: 0, isLast: false }
}

/**
 * Reads on until the longest block is held, or `count` bytes if given; or all that is left. It yields each time, also where there is nothing to
 * ask for: so whoever drives it can use what came out before there is more.
 */
export function* fillWindow(window: InputWindow, { memory }: Bzip2Kernel, count = longestBlock): Reading {
  const bytes = new Uint8Array(memory.buffer, window.start, longestBlock + spare)
  const read = window.bitAt >>> 3
  if (read + count >= bytes.length) {
    bytes.copyWithin(0, read, window.length)
    window.length -= read
    window.bitAt &= 7
  }
  const missing = () => count - (window.length - (window.bitAt >>> 3))
  do {
    const more = yield -Math.max(1, missing())
    bytes.set(more, window.length)
    window.length += more.length
    window.isLast ||= more.length === 0
  } while (!window.isLast && missing() > 0)
}

/** What was read and is not used. */
export function restOf({ start, length, bitAt }: InputWindow, { memory }: Bzip2Kernel): Buffer {
  const read = Math.min(length, bitAt >>> 3)
  return Buffer.copyBytesFrom(new Uint8Array(memory.buffer, start + read, length - read))
}
