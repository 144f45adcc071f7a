import type { Passed } from './anchor-pass.js'
import { digit, tokenKinds as kinds, other, separator } from './token-kinds.js'

/** Shortest run of token characters that may be a value known only by a word near it. */
export const shortestRun = 16

/** Longer runs are data, not keys. The stream keeps at least this many bytes ahead of a decision. */
export const longestRun = 4096

/** A run that may be text in base64. */
export const longRun = 40

/**
 * Finds runs of 16 to 4,096 token characters that start in [from, to) and look more like a key than like words: at
 * least two digits and a letter, or letters that change case as chance would have it. Writes start and end of each to
 * `runs`, which holds pairs; `count` is the number of pairs, `next` where to go on (`to` when done). Bytes before
 * `from` and after `to` are looked at, if there are any. It jumps: in a run of sixteen, one byte of each sixteen is a
 * token character, so only the surroundings of those are read. `longRuns` takes the starts of all runs that are long.
 */
export function findTokenRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  length: number,
  runs: Int32Array,
  longRuns: Int32Array,
): Passed & { long: number } {
  let count = 0
  let long = 0
  // No run of sixteen starts before `clear`, and the bytes from there to `known` are token characters.
  let clear = from
  let known = from - 1
  while (clear < to) {
    const probe = clear + shortestRun - 1
    if (probe >= length) break
    let at = probe
    while (at > known && kinds[bytes[at]!] !== other) at--
    if (at > known) {
      clear = at + 1
      known = probe
      continue
    }
    let end = probe + 1
    while (end < length && kinds[bytes[end]!] !== other) end++
    const isWhole = startsHere(bytes, clear, from)
    if (isWhole && end - clear >= longRun) longRuns[long++] = clear
    if (isWhole && end - clear <= longestRun && looksRandom(bytes, clear, end)) {
      runs[count * 2] = clear
      runs[count * 2 + 1] = end
      count++
      if (count * 2 + 1 >= runs.length) return { count, long, next: Math.min(end, to) }
    }
    clear = end
    known = end - 1
  }
  return { count, long, next: to }
}

/** A run that began before the range was another call's. */
function startsHere(bytes: Uint8Array, start: number, from: number): boolean {
  return start > from || start === 0 || kinds[bytes[start - 1]!] === other
}

/** Whether digits and letters are mixed as in a key. A cheap sieve: what it lets through is judged later. */
function looksRandom(bytes: Uint8Array, start: number, end: number): boolean {
  let digits = 0
  let letters = 0
  let changes = 0
  let previous = other
  for (let at = start; at < end; at++) {
    const kind = kinds[bytes[at]!]!
    if (kind === separator) continue
    if (kind === digit) digits++
    else letters++
    if (previous !== other && kind !== previous) changes++
    previous = kind
  }
  if (letters === 0) return false
  if (digits >= 2) return changes > (digits + letters) >> 4
  return changes * 5 >= (digits + letters) * 2
}
