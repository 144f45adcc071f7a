import type { Matcher } from 're2js'
import type { RegexRule } from '../../signatures/regex-rule.js'
import type { PlannedRule } from './rule-plan.js'
import { type RuleSearch, spendWork } from './rule-search.js'

/** A stretch of a file, as a byte string, in which one rule is tried. */
export type RuleWindow = {
  text: string
  /** Where matches may start; what is before is there for `\b` and the like. */
  start: number
  /** The file ends with the text. */
  isEnd: boolean
}

/** A match and its secret, as ranges of the window's text. */
export type RuleMatch = { start: number; end: number; secretStart: number; secretEnd: number }

/**
 * To tell whether there is a match takes an automaton one quick pass; to tell where, and what its groups are, takes so many times longer.
 * So the second is done on short slices: of a rule whose matches have a longest length, those that hold one; of others, slices that grow.
 */
const findCost = 16
const sliceLength = 1024
const growingLengths = [512, 4096, Number.POSITIVE_INFINITY]

/** All matches of a rule in a window that do not overlap, from left to right. */
export function matchesIn(window: RuleWindow, planned: PlannedRule, search: RuleSearch): RuleMatch[] {
  const matches: RuleMatch[] = []
  if (!mayHold(window.text, planned, search)) return matches
  for (let at = window.start; at < window.text.length; ) {
    const match = nextMatch(window, at, planned, search)
    if (match === undefined) break
    at = Math.max(match.end, at + 1)
    if (match.secretEnd > match.secretStart) matches.push(match)
  }
  return matches
}

function mayHold(text: string, { rule }: PlannedRule, search: RuleSearch): boolean {
  return spendWork(search, text.length) && search.plan.expressions.get(rule.regex!).test(text)
}

function nextMatch(window: RuleWindow, at: number, planned: PlannedRule, search: RuleSearch): RuleMatch | undefined {
  return planned.isOpen ? nextOpenMatch(window, at, planned, search) : nextBoundedMatch(window, at, planned, search)
}

/** An expression without loops has an instruction for each byte of its longest match, and more. */
function nextBoundedMatch(
  window: RuleWindow,
  at: number,
  planned: PlannedRule,
  search: RuleSearch,
): RuleMatch | undefined {
  const { text } = window
  const longest = search.plan.expressions.get(planned.rule.regex!).programSize()
  for (let start = at; start < text.length; start += sliceLength) {
    const end = Math.min(text.length, start + sliceLength + longest)
    if (!mayHold(text.slice(before(start), end), planned, search)) continue
    const match = findIn(window, start, end, planned, search)
    if (match === undefined || match.start >= start + sliceLength) continue
    return isCut(window, match.end) ? undefined : match
  }
  return undefined
}

function nextOpenMatch(
  window: RuleWindow,
  at: number,
  planned: PlannedRule,
  search: RuleSearch,
): RuleMatch | undefined {
  const { text } = window
  for (const [round, length] of growingLengths.entries()) {
    const end = Math.min(text.length, at + length)
    if (round === 1 && !mayHold(text.slice(before(at)), planned, search)) return undefined
    const match = findIn(window, at, end, planned, search)
    // A match that reaches the end of a slice may go on behind it; at the end of the window it is taken as far as it was seen.
    if (end === text.length || (match !== undefined && match.end < end)) return match
  }
  return undefined
}

function findIn(
  { text }: RuleWindow,
  start: number,
  end: number,
  { rule, isOpen }: PlannedRule,
  search: RuleSearch,
): RuleMatch | undefined {
  if (!spendWork(search, 0)) return undefined
  const from = before(start)
  const matcher = search.plan.expressions.get(rule.regex!).matcher(text.slice(from, end))
  const match = matcher.find(start - from) ? matchOf(matcher, from, rule) : undefined
  // What has a longest length is known soon behind its end; all else may have been read to the end of the slice.
  const read =
    match === undefined || isOpen ? end - from : Math.min(end - from, match.end - from + matcher.programSize())
  spendWork(search, read * findCost)
  return match
}

/** One byte more, so that a word's edge and a line's start are known. */
function before(at: number): number {
  return Math.max(0, at - 1)
}

/** What ends where the window was cut is not what stands there. */
function isCut({ text, isEnd }: RuleWindow, end: number): boolean {
  return end === text.length && !isEnd
}

function matchOf(matcher: Matcher, from: number, rule: RegexRule): RuleMatch {
  const group = rule.group > 0 ? rule.group : firstFilledGroup(matcher)
  return {
    start: matcher.start() + from,
    end: matcher.end() + from,
    // A group that took no part starts before the text.
    secretStart: Math.max(matcher.start(group), 0) + from,
    secretEnd: Math.max(matcher.end(group), 0) + from,
  }
}

function firstFilledGroup(matcher: Matcher): number {
  for (let group = 1; group <= matcher.groupCount(); group++)
    if (matcher.end(group) > matcher.start(group)) return group
  return 0
}
