import { longestRun, longRun, shortestRun } from './token-runs.js'

/** Bytes that a stream gathers before it decides, whatever the size of the file or of its lines. */
export const blockLength = 768 * 1024

/** The passes go over so many bytes at a time, which are then still in the core's nearest caches. */
export const strideLength = 64 * 1024

/** How many places a pass reports at a time. */
export const pairsAtOnce = 8192

/** Long runs that a stride may hold. */
export const longRunsAtOnce = Math.ceil(strideLength / (longRun + 1))

/** What a pass may have to read beyond its range, to see where a run ends. */
export const beyondRange = longestRun + shortestRun

/**
 * The first look at every byte: one pass for the keys of all anchors, one for runs of token characters. Holds the place
 * of the last call, so one search at a time.
 */
export type Prefilter = {
  /** Where a stream gathers bytes: what is searched here need not be copied. */
  block: Buffer
  /** What the last pass found: a place and the number of its key, or start and end of a run; two numbers each. */
  pairs: Int32Array
  /** Chooses the bytes for the next passes: [from, to) of a text, at most `strideLength`; `length` is the text's. */
  turnTo(bytes: Buffer, from: number, to: number, length: number): void
  /** The keys from `at` to the range's end. Gives the number of pairs. */
  findAnchors(at: number): number
  /** The runs that start from `at` on and before the range's end. Gives the number of pairs. */
  findRuns(at: number): number
  /** Where runs of `longRun` and more token characters start, whatever they look like; of the last call of `findRuns`. */
  longRuns: Int32Array
  longRunCount: number
  /**
   * Whether one of the words that values are known by may stand before a run that starts at `at`, in the range. Never no where one
   * stands; a twin that has no quick way to tell says yes.
   */
  mayFollowWord(at: number): boolean
  /** Where the last pass stopped, and the next call goes on: the range's end when all is done. */
  next: number
}

/** WebAssembly, unless it is missing; JavaScript finds the same, three times slower. */
export type Kernel = 'webassembly' | 'javascript'
