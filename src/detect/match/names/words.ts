import { isSuffix, longestSuffix, placeOf, type WordIndex } from '../../plan/word-index.js'
import { emptyHash, extendHash, headLength } from '../../prefilter/word-hash.js'
import {
  wordKinds as kinds,
  lowerKind as lower,
  otherKind as other,
  upperKind as upper,
} from '../../prefilter/word-kinds.js'

/** A word of a text, as `wordKey` writes it, and where it stands. */
export type FoundWord = { key: string; start: number; end: number }

/**
 * Names of several parts are looked up as a whole, up to this many parts: `personal access token`,
 * `iam.gserviceaccount.com`.
 */
const longestName = 6

/** Letters and digits in one piece, of more parts than this, are no name. */
const longestStretch = 12

/** Each byte, a capital as its small letter. */
const folded = Uint8Array.from({ length: 256 }, (_, byte) => (kinds[byte] === upper ? byte | 0x20 : byte))

/** Starts and ends of a text's parts, in turn. A text has at most this many; what goes beyond is not looked at. */
const bounds = new Int32Array(2 * 2048)

/**
 * The words of [from, to) that the index has. Words end where letters end, and where a small letter meets a capital, so
 * `DATADOG_API_KEY`, `datadogApiKey` and `datadog.api.key` all hold `datadog` and `apikey`, and `predatadogs` holds
 * neither. In order of their start.
 */
export function findWords(bytes: Uint8Array, from: number, to: number, index: WordIndex): FoundWord[] {
  const count = splitWords(bytes, from, to)
  const found: FoundWord[] = []
  for (let part = 0; part < count; part++) addWordsAt(bytes, part, count, index, found)
  return found
}

/**
 * Writes the parts of the text to `bounds`: runs of letters of one case (a capital may lead), runs of digits. A stretch
 * of letters and digits that the text's start cuts is left out, and so is one of too many parts, which is data and no
 * name.
 */
function splitWords(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  let at = from
  if (from > 0) while (at < to && kinds[bytes[at - 1]!] !== other && kinds[bytes[at]!] !== other) at++
  for (let stretch = 0; at < to && 2 * count < bounds.length; ) {
    const kind = kinds[bytes[at]!]!
    if (kind === other) {
      at++
      stretch = count
      continue
    }
    const end = partEnd(bytes, at, to, kind)
    bounds[2 * count] = at
    bounds[2 * count + 1] = end
    count++
    at = end
    if (count - stretch > longestStretch) {
      while (at < to && kinds[bytes[at]!] !== other) at++
      count = stretch
    }
  }
  return count
}

function partEnd(bytes: Uint8Array, at: number, to: number, kind: number): number {
  let end = at + 1
  while (end < to && kinds[bytes[end]!] === kind) end++
  if (kind !== upper || end === to || kinds[bytes[end]!] !== lower) return end
  if (end - at > 1) return end - 1
  while (end < to && kinds[bytes[end]!] === lower) end++
  return end
}

/**
 * The words that start with this part and go on through at most five more.
 */
function addWordsAt(bytes: Uint8Array, first: number, count: number, index: WordIndex, found: FoundWord[]): void {
  const start = bounds[2 * first]!
  if (isPossessive(bytes, start)) return
  // Nearly all parts begin like no word.
  if (bounds[2 * first + 1]! - start >= headLength && index.heads[placeOf(headHash(bytes, start), index)] === 0) return
  let hash = emptyHash
  let length = 0
  for (let part = first; part < Math.min(count, first + longestName); part++) {
    const partStart = bounds[2 * part]!
    const partEnd = bounds[2 * part + 1]!
    if (part > first && !areJoined(bytes, bounds[2 * part - 1]!, partStart)) return
    for (let at = partStart; at < partEnd; at++) {
      hash = extendHash(hash, folded[bytes[at]!]!)
      if (++length > index.longest) return
      if (length === headLength && index.heads[placeOf(hash, index)] === 0) return
      const endsPart = at + 1 === partEnd
      if ((!endsPart && part > first) || index.wholes[placeOf(hash, index)] === 0) continue
      const key = index.wordOf.get(hash)
      if (key === undefined || !isWritten(bytes, start, at + 1, key)) continue
      if (endsPart || isSuffix(textOf(bytes, at + 1, partEnd))) found.push({ key, start, end: at + 1 })
    }
  }
}

/** `the maintainer's key` speaks of no `skey`. */
function isPossessive(bytes: Uint8Array, start: number): boolean {
  return (
    bytes[start - 1] === apostrophe &&
    folded[bytes[start]!] === letterS &&
    bytes[start + 1] === space &&
    kinds[bytes[start - 2] ?? space] !== other
  )
}

const apostrophe = 0x27
const letterS = 0x73
const space = 0x20

/** The parts of a name are parted by one byte, or by two underscores. */
function areJoined(bytes: Uint8Array, end: number, start: number): boolean {
  const gap = start - end
  return gap < 2 || (gap === 2 && bytes[end] === underscore && bytes[end + 1] === underscore)
}

const underscore = 0x5f

/** The hash of the first bytes of a part that has so many. */
function headHash(bytes: Uint8Array, start: number): number {
  let hash = emptyHash
  for (let at = start; at < start + headLength; at++) hash = extendHash(hash, folded[bytes[at]!]!)
  return hash
}

/** Hashes may collide: whether the letters and digits are really those of the word. */
function isWritten(bytes: Uint8Array, start: number, end: number, key: string): boolean {
  let place = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (kinds[byte] === other) continue
    if (key.charCodeAt(place) !== folded[byte]) return false
    place++
  }
  return place === key.length
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, from + longestSuffix + 1))).toLowerCase()
}
