import type { PlannedAnchor } from '../plan/detection-plan.js'
import { matcherOf, type PlannedPattern } from '../plan/planned-pattern.js'
import { startsCleanly } from './edges.js'
import { isPartOfNames } from './glued.js'
import { judge } from './judge.js'
import { lookAt } from './look-at.js'
import { type Match, matchAt } from './match-at.js'
import { keyBefore, valueAfter } from './names/key-name.js'
import { hasWordNear, isWordAt } from './names/near-word.js'
import type { ScannedText } from './scanned-text.js'
import { hasRoom, keep, type Search, settleUpTo, workLimit } from './search.js'

/**
 * A literal at no fixed distance from its value's start: the value starts at one of the nearest places, this many,
 * where one may.
 */
const startsPerHit = 256

/**
 * Decides one hit of the anchor pass, given by its place and the number of its key: which literals really stand there,
 * whether their values fit, and what they are worth.
 */
export function findAnchored(text: ScannedText, hit: number, key: number, search: Search): void {
  const { anchors, telling, isMark } = search.plan.anchorsOfKey[key]!
  if (isMark) lookAt(text, hit, search)
  const possible =
    telling === undefined ? anchors : (telling.byByte[text.bytes[hit + telling.distance]!] ?? telling.others)
  for (const anchor of possible) {
    const at = hit - anchor.keyOffset
    if (!mayStart(text, anchor, at) || !literalStands(text, anchor, at)) continue
    const match = anchor.isWord ? matchBehindWord(text, anchor, at, search) : matchRound(text, anchor, at, search)
    if (match !== undefined) settle(text, match, search)
  }
}

/** The byte before tells most hits from values: names and words go on there. Only where it is one certain byte. */
function mayStart(text: ScannedText, { planned, min, max, isWord }: PlannedAnchor, at: number): boolean {
  if (isWord) return at >= 0
  return at >= min && (min !== max || isLoose(text, planned) || startsCleanly(text, planned, at - min))
}

/** In binaries, strings stand without anything between them; what has a prefix and one length is known all the same. */
function isLoose({ binary }: ScannedText, { isPrefixed }: PlannedPattern): boolean {
  return binary && isPrefixed
}

function literalStands({ bytes, length }: ScannedText, { literal, ignoreCase }: PlannedAnchor, at: number): boolean {
  if (at < 0 || at + literal.length > length) return false
  for (let offset = 0; offset < literal.length; offset++) {
    const byte = bytes[at + offset]!
    const folded = ignoreCase && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    if (folded !== literal[offset]) return false
  }
  return true
}

/** The match that holds the literal at `at`. */
function matchRound(text: ScannedText, anchor: PlannedAnchor, at: number, search: Search): Match | undefined {
  const { planned, min, max } = anchor
  const { alphabet, head } = matcherOf(planned)
  const settled = search.settled[planned.index]! - text.base
  const loose = min === max && isLoose(text, planned)
  const lowest = Math.max(0, at - max, settled)
  let start = at
  // The value reaches back no farther than its alphabet does.
  while (start > lowest && alphabet[text.bytes[start - 1]!] === 1) start--
  const first = start
  let tries = 0
  for (start = at - min; start >= first; start--) {
    if (!startsWith(text.bytes, start, head) || (min !== max && !startsCleanly(text, planned, start))) continue
    if (++tries > startsPerHit) return undefined
    const match = attempt(text, anchor, start, loose, search)
    if (match !== undefined && match.end >= at + anchor.literal.length) return match
  }
  return undefined
}

/** The value that is assigned to a name which holds the word at `at`. */
function matchBehindWord(text: ScannedText, anchor: PlannedAnchor, at: number, search: Search): Match | undefined {
  const end = at + anchor.literal.length
  const start = valueAfter(text.bytes, end, text.length)
  if (start === undefined || start < search.settled[anchor.planned.index]! - text.base) return undefined
  // Whether the word is a whole one costs more to tell than that no value follows it.
  const match = attempt(text, anchor, start, false, search)
  return match !== undefined && isWordAt(text, anchor.planned, at, end) ? match : undefined
}

function attempt(
  text: ScannedText,
  { planned }: PlannedAnchor,
  start: number,
  loose: boolean,
  search: Search,
): Match | undefined {
  if (search.anchoredWork > workLimit(text.base + start)) {
    search.dropped++
    return undefined
  }
  const { match, work } = matchAt(text, planned, start, loose)
  search.anchoredWork += work
  return match
}

/** Judges a match; a pattern is settled up to the match's end, whatever the verdict. */
function settle(text: ScannedText, match: Match, search: Search): void {
  const { planned } = match
  if (planned.words !== undefined && !hasWordNear(text, match)) return
  if (isPartOfNames(text, match)) return
  settleUpTo(search, planned.index, text.base + match.end)
  if (!hasRoom(search, 'anchored')) return
  const candidate = judge(match, keyBefore(text.bytes, match.start), text.base, search)
  if (candidate !== undefined) keep(search, 'anchored', candidate)
}

function startsWith(bytes: Uint8Array, start: number, head: Uint8Array): boolean {
  for (let offset = 0; offset < head.length; offset++) if (bytes[start + offset] !== head[offset]) return false
  return true
}
