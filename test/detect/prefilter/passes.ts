import { type Prefilter, strideLength } from '../../../src/detect/prefilter/prefilter.js'

/** What a prefilter finds in [from, to) of a text: places and key numbers of anchors, starts and ends of runs, starts of long ones. */
export type Passes = { anchors: number[][]; runs: number[][]; long: number[] }

/** Both passes over a part of a text, stride by stride, or in strides of `step` bytes. */
export function passes(
  prefilter: Prefilter,
  bytes: Buffer,
  { from = 0, to = bytes.length, length = bytes.length, step = strideLength } = {},
): Passes {
  const found: Passes = { anchors: [], runs: [], long: [] }
  for (let at = from; at < to; at += step) {
    const end = Math.min(to, at + step)
    prefilter.turnTo(bytes, at, end, length)
    const collect = (list: number[][], pass: (at: number) => number): void => {
      for (let next = at; next < end; next = prefilter.next) {
        const count = pass(next)
        for (let pair = 0; pair < count; pair++) list.push([...prefilter.pairs.subarray(2 * pair, 2 * pair + 2)])
      }
    }
    collect(found.anchors, prefilter.findAnchors)
    collect(found.runs, (next) => {
      const count = prefilter.findRuns(next)
      found.long.push(...prefilter.longRuns.subarray(0, prefilter.longRunCount))
      return count
    })
  }
  return found
}
