/**
 * A look for words before a run. Letters and digits fall into parts, as `names/words.ts` has them; where a part begins, the letters from
 * there on are hashed, over single separators, and looked up after the fifth and at the end of each part. Says yes too often, when hashes
 * meet by chance or what goes on behind a word makes it none; never no where a word stands.
 */
import { shortWords, wordHeads, wordKinds, wordWholes } from './tables'

const hashStart: u32 = 0x811c9dc5
const hashFactor: u32 = 0x01000193
const hashBits: u32 = 17
const shortHashBits: u32 = 15

/** A word has two places, since chance would have one too often. */
const secondHash: u32 = 0x9e3779b1
const headLength: u32 = 5

/** As in `names/words.ts`. */
const partsOfName: u32 = 6

const newline: u32 = 0x0a
const underscore: u32 = 0x5f
const lineBreaks: u32 = 3

const other: u32 = 0
const lower: u32 = 2
const upper: u32 = 3

/** Whether a word may end before `start`, on the same few lines and at most `before` bytes away. `longest` is the longest word's length. */
export function mayFollowWord(text: usize, start: u32, before: u32, longest: u32): bool {
  let at = firstPlace(text, start, before)
  let previous: u32 = at > 0 ? kindAt(text + at - 1) : other
  for (; at < start; at++) {
    const kind = kindAt(text + at)
    if (kind !== other && beginsPart(text, at, previous, kind) && mayBeWord(text, at, start, longest)) return true
    previous = kind
  }
  return false
}

function firstPlace(text: usize, start: u32, before: u32): u32 {
  const lowest: u32 = start > before ? start - before : 0
  let breaks: u32 = 0
  for (let at = start; at > lowest; at--) {
    if (load<u8>(text + at - 1) === newline && ++breaks === lineBreaks) return at
  }
  return lowest
}

function kindAt(at: usize): u32 {
  return load<u8>(wordKinds + load<u8>(at))
}

/** A capital belongs to the small letters behind it; of several capitals, the last one does. */
function beginsPart(text: usize, at: u32, previous: u32, kind: u32): bool {
  if (kind !== previous) return !(previous === upper && kind === lower)
  return kind === upper && kindAt(text + at + 1) === lower
}

function mayBeWord(text: usize, from: u32, to: u32, longest: u32): bool {
  let hash = hashStart
  let length: u32 = 0
  let parts: u32 = 1
  // A short word with something written onto it is known by its first five bytes.
  let isGrowing = false
  let previous = other
  for (let at = from; at < to; at++) {
    const kind = kindAt(text + at)
    if (kind === other) {
      // Parts are one byte apart, or two underscores.
      if (previous === other && load<u8>(text + at) !== underscore) return false
      previous = other
      continue
    }
    if (at > from && beginsPart(text, at, previous, kind) && ++parts > partsOfName) return false
    previous = kind
    if (++length > longest) return false
    const byte: u32 = load<u8>(text + at)
    hash = (hash ^ (kind === upper ? byte | 0x20 : byte)) * hashFactor
    if (length === headLength) {
      if (!hasBit(wordHeads, hash, hashBits)) return false
      if (isGrowing) return true
    }
    const isEnd = endsPart(text, at, to, kind)
    if (parts > 1 && !isEnd) continue
    if (length >= headLength) {
      if (hasBit(wordWholes, hash, hashBits) && hasBit(wordWholes, hash * secondHash, hashBits)) return true
    } else if (hasBit(shortWords, hash, shortHashBits)) {
      if (isEnd) return true
      isGrowing = true
    }
  }
  return false
}

function endsPart(text: usize, at: u32, to: u32, kind: u32): bool {
  if (at + 1 === to) return true
  const next = kindAt(text + at + 1)
  return next === other || beginsPart(text, at + 1, kind, next)
}

function hasBit(bitmap: usize, hash: u32, bits: u32): bool {
  const place = (hash ^ (hash >>> bits)) & ((1 << bits) - 1)
  return ((load<u32>(bitmap + ((place >>> 5) << 2)) >>> (place & 31)) & 1) !== 0
}
