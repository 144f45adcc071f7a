import { keyBefore } from '../match/names/key-name.js'
import { judgeMatch } from './judge-match.js'
import { matchesIn, type RuleMatch } from './matches-in.js'
import { nearReach, type PlannedRule } from './rule-plan.js'
import { isForPath, type RuleSearch, ruleCandidatesPerFile } from './rule-search.js'

/** Bytes of a file that belong together, with what may be looked at round them. Offsets are those of `bytes`. */
export type Block = {
  bytes: Buffer
  /** Offset of the first byte in its file. */
  base: number
  /** Keywords that start here belong to this block, and so do matches of the rules that have none. */
  from: number
  to: number
  /** What may be looked at. */
  least: number
  most: number
  /** The file ends at `most`. */
  isEnd: boolean
}

type Stretch = { from: number; to: number }

/** Tries all rules in one block; what they find goes to the search's list. */
export function searchBlock(block: Block, search: RuleSearch): void {
  for (const [planned, stretches] of stretchesNearKeywords(block, search)) {
    for (const stretch of stretches) tryRule(planned, stretch, block, search)
  }
  for (const planned of search.plan.everywhere) {
    const stretch = { from: block.from, to: Math.min(block.most, block.to + planned.ahead) }
    tryRule(planned, stretch, block, search, block.to)
  }
}

/** For each rule, what stands near its keywords; stretches that touch are one. */
function stretchesNearKeywords(block: Block, { plan }: RuleSearch): Map<PlannedRule, Stretch[]> {
  const { bytes, from, to, least, most } = block
  const near = new Map<PlannedRule, Stretch[]>()
  plan.automaton.find(bytes, from, to, most, (word, start) => {
    for (const planned of plan.rulesOfKeyword[word]!) {
      const begin = Math.max(least, start - nearReach)
      const end = Math.min(most, start + planned.ahead)
      const stretches = near.get(planned)
      const last = stretches?.at(-1)
      if (stretches === undefined) near.set(planned, [{ from: begin, to: end }])
      else if (begin > last!.to) stretches.push({ from: begin, to: end })
      else {
        // A longer word is told later than a shorter one inside it.
        last!.from = Math.min(last!.from, begin)
        last!.to = Math.max(last!.to, end)
      }
    }
  })
  return near
}

/** `before`: only matches that start before it count. */
function tryRule(
  planned: PlannedRule,
  { from, to }: Stretch,
  block: Block,
  search: RuleSearch,
  before = block.most,
): void {
  if (!isForPath(search, planned)) return
  const { bytes, base, most, isEnd } = block
  // One byte more, so that a word's edge and a line's start are known.
  const first = base + from === 0 ? from : from - 1
  const window = { text: bytes.toString('latin1', first, to), start: from - first, isEnd: isEnd && to === most }
  for (const match of matchesIn(window, planned, search)) {
    if (first + match.start < before) take(match, window.text, first, planned, block, search)
  }
}

function take(
  match: RuleMatch,
  text: string,
  first: number,
  { rule, number }: PlannedRule,
  block: Block,
  search: RuleSearch,
): void {
  const secret = text.slice(match.secretStart, match.secretEnd)
  const trimmed = secret.replace(/^\n+|\n+$/g, '')
  if (trimmed === '') return
  const inBlock = first + match.secretStart + secret.indexOf(trimmed)
  const start = block.base + inBlock
  const end = start + trimmed.length
  const name = `${number} ${start} ${end}`
  if (search.seen.has(name)) return
  if (search.seen.size >= ruleCandidatesPerFile) {
    search.dropped++
    return
  }
  const matched = text.slice(match.start, match.end).replace(/^\n+|\n+$/g, '')
  const line = () => linesRound(block, first + match.start, first + match.end)
  const found = {
    rule,
    text: { secret: trimmed, match: matched, line },
    start,
    end,
    key: nameBefore(block, inBlock),
  }
  const candidate = judgeMatch(found, search)
  if (candidate === undefined) return
  search.seen.add(name)
  search.found.push(candidate)
}

/** The lines that a range stands in, as far as the block may be looked at. */
function linesRound({ bytes, least, most }: Block, start: number, end: number): string {
  const before = bytes.subarray(least, start).lastIndexOf(0x0a)
  const after = bytes.subarray(Math.max(end - 1, start), most).indexOf(0x0a)
  return bytes.toString('latin1', least + before + 1, after === -1 ? most : Math.max(end - 1, start) + after)
}

function nameBefore({ bytes, least }: Block, start: number): string | undefined {
  return keyBefore(bytes.subarray(least), start - least)
}
