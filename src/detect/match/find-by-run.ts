import { looksRandom } from '../checks/random.js'
import { matcherOf, type PlannedPattern } from '../plan/planned-pattern.js'
import { endsEscape, startsCleanly } from './edges.js'
import { judge } from './judge.js'
import { type Match, matchAt } from './match-at.js'
import { keyBefore } from './names/key-name.js'
import { wordsBefore } from './names/near-word.js'
import { isNoSecretKey } from './names/no-secret-key.js'
import type { FoundWord } from './names/words.js'
import type { ScannedText } from './scanned-text.js'
import { hasRoom, keep, type Search, workLimit } from './search.js'

/** How many places in and before one run a value may start at, and how many patterns one run may call for. */
const startsPerRun = 16
const patternsPerRun = 32

/** How far before a run its value may start, in bytes. */
const farthestStart = 128

/** Decides one run of token characters that something introduces: whether a word before it says that it is, or is part of, some vendor's key. */
export function findByRun(text: ScannedText, start: number, end: number, search: Search): void {
  if (isIntegrity(text, start)) return
  const { plan } = search
  const words = wordsBefore(text, start, plan.farthestWord, plan.wordIndex)
  if (words.length === 0) return
  const wanted = new Map<PlannedPattern, FoundWord>()
  for (const word of words.sort(nearestFirst)) {
    for (const planned of plan.patternsByWord.get(word.key)!) {
      if (start - word.end <= planned.signature.near!.within && !wanted.has(planned)) wanted.set(planned, word)
    }
  }
  if (wanted.size === 0) return
  const best = bestMatch(text, start, end, wanted, search)
  if (best === undefined) return
  const isItsOwn = isNamed(text, wanted.get(best.planned)!.end, best.start)
  if (!isItsOwn && isHashInstead(best)) return
  const key = keyBefore(text.bytes, best.start)
  if (key !== undefined && isNoSecretKey(key, best.planned)) return
  if (!hasRoom(search, 'valued')) return
  const candidate = judge(best, key, text.base, search)
  if (candidate === undefined) return
  if (candidate.confidence === 'likely' && !isItsOwn) candidate.confidence = 'possible'
  keep(search, 'valued', candidate)
}

/** Of two words that end together, the longer one says more: `tumblr_consumer_secret` holds `consumer_secret`. */
function nearestFirst(a: FoundWord, b: FoundWord): number {
  return b.end - a.end || b.key.length - a.key.length
}

/** Of the patterns that fit, a specific one before a generic one, then the one whose word is nearest. */
function bestMatch(
  text: ScannedText,
  runStart: number,
  runEnd: number,
  wanted: Map<PlannedPattern, FoundWord>,
  search: Search,
): Match | undefined {
  const ordered = [...wanted].sort(
    ([a, word], [b, other]) => Number(a.signature.generic) - Number(b.signature.generic) || nearestFirst(word, other),
  )
  const inner = innerStarts(text, runStart, runEnd)
  for (const [planned, word] of ordered.slice(0, patternsPerRun)) {
    const count = listStarts(text, planned, runStart, inner)
    for (let index = 0; index < count; index++) {
      if (search.valuedWork > workLimit(text.base + runStart)) {
        search.dropped++
        return undefined
      }
      const { match, work } = matchAt(text, planned, starts[index]!, false)
      search.valuedWork += work
      if (match === undefined || match.end <= runStart || !looksRandom(match.value)) continue
      if (isAssigned(text, word.end, match.start)) return match
    }
  }
  return undefined
}

/** The places that `listStarts` listed last. */
const starts = new Int32Array(startsPerRun)

/**
 * Lists where a pattern's value may start: at the run's start; before it, as values may hold more than token characters;
 * at the places in it. Gives their number.
 */
function listStarts(text: ScannedText, planned: PlannedPattern, runStart: number, inner: readonly number[]): number {
  const { bytes } = text
  const { alphabet } = matcherOf(planned)
  let count = 0
  const lowest = Math.max(0, runStart - Math.min(planned.maxLength, farthestStart))
  for (let at = runStart; count < startsPerRun; at--) {
    if (startsCleanly(text, planned, at)) starts[count++] = at
    if (at === lowest || alphabet[bytes[at - 1]!] === 0) break
  }
  for (const at of inner) {
    if (count === startsPerRun) break
    if (startsCleanly(text, planned, at)) starts[count++] = at
  }
  return count
}

/** Places in a run behind a slash, or behind an escape that it seems to start with. */
function innerStarts({ bytes }: ScannedText, runStart: number, runEnd: number): number[] {
  const inner: number[] = []
  for (let at = runStart + 1; at < runEnd - 8; at++) {
    if (bytes[at - 1] === slash || (at < runStart + 6 && endsEscape(bytes, at))) inner.push(at)
  }
  return inner
}

const slash = 0x2f

/**
 * Whether something that assigns stands between the word and the value: in prose, a word is followed by words. The colon of a URL assigns
 * nothing.
 */
function isAssigned({ bytes }: ScannedText, wordEnd: number, start: number): boolean {
  const between = bytes.toString('latin1', wordEnd, start)
  if (/[=>"'`,]|:(?!\/\/)|%3D|\\u0022/i.test(between) || /^[\w.-]{0,40}[ \t]+$/.test(between)) return true
  // The option of a command.
  return /[ \t]--?[A-Za-z][\w-]*[ \t]+$/.test(between)
}

/** Whether the word is part of the very name that the value is given to; one that only stands near says less. */
function isNamed({ bytes }: ScannedText, wordEnd: number, start: number): boolean {
  return /^[\w.\\\]"'`-]*[ \t]*(?:=>|:=|==|[=:> ]|%3[Dd])[ \t]*[\\"'`@]*(?:u0022)?$/.test(
    bytes.toString('latin1', wordEnd, start),
  )
}

const letterG = 0x67
const capitalG = 0x47

/**
 * Whether a value has hex digits only, where it is drawn from more letters: that happens to no random value of such a length. It is a hash of
 * something, or the id of a commit.
 */
function isHashInstead({ planned, value }: Match): boolean {
  if (!/^(?:[0-9a-f]{16,}|[0-9A-F]{16,})$/.test(value)) return false
  const { alphabet } = matcherOf(planned)
  return alphabet[letterG] === 1 || alphabet[capitalG] === 1
}

/** Whether the run is a hash that says so: `sha512-…` of lock files and of pages (W3C Subresource Integrity, section 3.1). */
function isIntegrity({ bytes }: ScannedText, start: number): boolean {
  return bytes[start] === letterS && /^sha(?:1|256|384|512)-/.test(bytes.toString('latin1', start, start + 7))
}

const letterS = 0x73
