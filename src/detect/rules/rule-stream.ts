import { createHash, type Hash } from 'node:crypto'
import type { Candidate, LocatedCandidate } from '../../findings/candidate.js'
import type { DetectorStream } from '../detector.js'
import { type LineCounter, lineCounter } from '../stream/line-counter.js'
import { farReach, nearReach, type PlannedRule, type RulePlan } from './rule-plan.js'
import { grantWork, isForPath, newRuleSearch, type RuleSearch } from './rule-search.js'
import { type Block, searchBlock } from './search-block.js'

/** Files are searched in blocks of so many bytes, wherever their pieces were cut. */
export const ruleBlockLength = 64 * 1024
/** What is kept before a block: what may be looked at, and a byte that tells whether a word or a line starts there. */
const kept = nearReach + 1
const capacity = kept + ruleBlockLength + farReach
/** How many bytes of a file that is told as a whole are taken as its place. */
const markedBytes = 16

type FileState = {
  search: RuleSearch
  /** Bytes that were gathered, the offset of the first one in the file, and where the next block starts. */
  bytes: Buffer
  length: number
  base: number
  from: number
  lines: LineCounter
  located: LocatedCandidate[]
  /** The rules that tell the file by its path, and what tells it from others. */
  asWhole: { rules: PlannedRule[]; hash: Hash } | undefined
}

/** Searches one file after the other by a table's rules. `at` is part of it. */
export function ruleStream(plan: RulePlan, clock: () => number): Required<Omit<DetectorStream, 'longRuns'>> {
  let path = ''
  let file: FileState | undefined
  let dropped = 0
  let buffer: Buffer | undefined
  const start = (bytes: Buffer): FileState => startFile(newRuleSearch(plan, path, clock()), bytes)
  const close = (state: FileState): LocatedCandidate[] => {
    while (state.from < state.length) searchNext(state, true)
    dropped = state.search.dropped
    file = undefined
    path = ''
    return [...state.located, ...wholeFile(state)].sort((a, b) => a.start - b.start)
  }
  const open = (): FileState => {
    buffer ??= Buffer.allocUnsafeSlow(capacity)
    return start(buffer)
  }
  return {
    at(next) {
      path = next
    },
    push(bytes) {
      file ??= open()
      gather(file, bytes)
    },
    end: () => close(file ?? open()),
    whole(bytes) {
      const state = start(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
      state.length = bytes.length
      state.asWhole?.hash.update(bytes)
      return close(state)
    },
    get dropped() {
      return dropped
    },
  }
}

function startFile(search: RuleSearch, bytes: Buffer): FileState {
  const rules = search.path === '' ? [] : search.plan.byPath.filter((planned) => isForPath(search, planned))
  const asWhole = rules.length > 0 ? { rules, hash: createHash('sha256') } : undefined
  return { search, bytes, length: 0, base: 0, from: 0, lines: lineCounter(), located: [], asWhole }
}

function gather(file: FileState, bytes: Uint8Array): void {
  file.asWhole?.hash.update(bytes)
  for (let at = 0; at < bytes.length; ) {
    if (file.length === capacity) {
      searchNext(file, false)
      forget(file, file.from - kept)
    }
    const count = Math.min(bytes.length - at, capacity - file.length)
    file.bytes.set(bytes.subarray(at, at + count), file.length)
    file.length += count
    at += count
  }
}

/** Searches the next block. There are `farReach` bytes behind it, or else the file's last ones. `isAll`: no more will come. */
function searchNext(file: FileState, isAll: boolean): void {
  const { search, bytes, base, from, length } = file
  const to = Math.min(length, from + ruleBlockLength)
  const most = Math.min(length, from + ruleBlockLength + farReach)
  const isEnd = isAll && most === length
  const block: Block = { bytes, base, from, to, least: Math.max(0, from - nearReach), most, isEnd }
  grantWork(search, to - from)
  searchBlock(block, search)
  search.plan.expressions.relieve()
  for (const candidate of search.found.sort((a, b) => a.start - b.start)) {
    file.located.push({ ...candidate, ...file.lines.locate(bytes, candidate.start - base) })
  }
  search.found = []
  file.from = to
}

function forget(file: FileState, count: number): void {
  if (count <= 0) return
  file.lines.pass(file.bytes, count)
  file.bytes.copyWithin(0, count, file.length)
  file.length -= count
  file.base += count
  file.from -= count
}

function wholeFile({ asWhole, base, length }: FileState): LocatedCandidate[] {
  const size = base + length
  if (asWhole === undefined || size === 0) return []
  const secret = asWhole.hash.digest('hex')
  return asWhole.rules.map(({ rule }) => {
    const candidate: Candidate = {
      ...{ signature: rule.signature, secret, identity: `file:${secret}`, start: 0, end: Math.min(markedBytes, size) },
      ...{ confidence: rule.confidence, reasons: ['The file was told by its path alone.'] },
    }
    return { ...candidate, line: 1, column: 1 }
  })
}
