import { matcherOf, type PlannedPattern } from '../../plan/planned-pattern.js'
import { longestName, type WordIndex } from '../../plan/word-index.js'
import type { Match } from '../match-at.js'
import type { ScannedText } from '../scanned-text.js'
import { type FoundWord, findWords } from './words.js'

/** How many line breaks may part a word from its value. */
const lineBreaks = 3

const newline = 0x0a

/** Whether one of the pattern's words stands near enough, on either side of the match. */
export function hasWordNear(text: ScannedText, { planned, start, end }: Match): boolean {
  const index = matcherOf(planned).wordIndex
  const { within } = planned.signature.near!
  if (wordsBefore(text, start, within, index).length > 0) return true
  const limit = lineEndAfter(text.bytes, end, Math.min(text.length, end + within + longestName))
  return findWords(text.bytes, end, limit, index).some((word) => word.start - end <= within)
}

/** The words that end at most `within` bytes before `start`, on the same few lines, the nearest last. */
export function wordsBefore({ bytes }: ScannedText, start: number, within: number, index: WordIndex): FoundWord[] {
  const from = lineStartBefore(bytes, start, Math.max(0, start - within - longestName))
  const words = findWords(bytes, from, start, index)
  return words.length === 0 ? words : words.filter((word) => start - word.end <= within)
}

/** Whether the bytes from `at` to `end` are a whole word, or a whole part of a name, that the pattern asks for. */
export function isWordAt({ bytes, length }: ScannedText, planned: PlannedPattern, at: number, end: number): boolean {
  const from = Math.max(0, at - longestName)
  const words = findWords(bytes, from, Math.min(length, end + longestName), matcherOf(planned).wordIndex)
  return words.some((word) => word.start <= at && word.end >= end)
}

function lineStartBefore(bytes: Uint8Array, start: number, from: number): number {
  let breaks = 0
  for (let at = start - 1; at >= from; at--) {
    if (bytes[at] === newline && ++breaks === lineBreaks) return at + 1
  }
  return from
}

function lineEndAfter(bytes: Uint8Array, end: number, to: number): number {
  let breaks = 0
  for (let at = end; at < to; at++) {
    if (bytes[at] === newline && ++breaks === lineBreaks) return at
  }
  return to
}
