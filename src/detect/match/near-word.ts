import type { PlannedPattern } from '../plan/planned-pattern.js'
import type { Match } from './match-at.js'
import type { ScannedText } from './scanned-text.js'
import { findWords } from './words.js'

/** Longest name that a word may be a part of, in bytes. */
const longestName = 64

/** How many line breaks may part a word from its value. */
const lineBreaks = 3

const newline = 0x0a

/** Whether one of the pattern's words stands near enough, on either side of the match. */
export function hasWordNear(text: ScannedText, { planned, start, end }: Match): boolean {
  const words = planned.words!
  const within = planned.signature.near!.within
  const before = wordsBefore(text, start, within, (key) => words.has(key))
  if (before.length > 0) return true
  const limit = Math.min(text.length, end + within + longestName)
  const after = text.bytes.toString('latin1', end, limit)
  return findWords(sameLines(after), (key) => words.has(key)).some((word) => word.start <= within)
}

/** The wanted words that end at most `within` bytes before `start`, on the same few lines, the nearest last. */
export function wordsBefore(
  { bytes }: ScannedText,
  start: number,
  within: number,
  isWanted: (key: string) => boolean,
): { key: string; distance: number }[] {
  const from = lineStartBefore(bytes, start, Math.max(0, start - within - longestName))
  return findWords(bytes.toString('latin1', from, start), isWanted)
    .map((word) => ({ key: word.key, distance: start - from - word.end }))
    .filter((word) => word.distance <= within)
}

/** Whether the bytes from `at` to `end` are a whole word, or a whole part of a name, that the pattern asks for. */
export function isWordAt({ bytes, length }: ScannedText, { words }: PlannedPattern, at: number, end: number): boolean {
  const from = Math.max(0, at - longestName)
  const context = bytes.toString('latin1', from, Math.min(length, end + longestName))
  return findWords(context, (key) => words?.has(key) === true).some(
    (word) => word.start <= at - from && word.end >= end - from,
  )
}

function lineStartBefore(bytes: Buffer, start: number, from: number): number {
  let breaks = 0
  for (let at = start - 1; at >= from; at--) {
    if (bytes[at] === newline && ++breaks === lineBreaks) return at + 1
  }
  return from
}

function sameLines(text: string): string {
  let at = -1
  for (let breaks = 0; breaks < lineBreaks; breaks++) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) return text
  }
  return text.slice(0, at)
}
