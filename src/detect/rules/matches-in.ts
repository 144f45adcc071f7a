import type { Matcher } from 're2js'
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
 * So the second is done on short slices, which grow only where they must.
 */
const findCost = 16
const sliceLengths = [512, 4096, Number.POSITIVE_INFINITY]

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
  return spendWork(search, text.length) && search.plan.expression(rule.regex!).test(text)
}

function nextMatch(window: RuleWindow, at: number, planned: PlannedRule, search: RuleSearch): RuleMatch | undefined {
  const { text } = window
  // One byte more, so that a word's edge and a line's start are known.
  const from = Math.max(0, at - 1)
  for (const [round, length] of sliceLengths.entries()) {
    const end = Math.min(text.length, at + length)
    if (round === 1 && !mayHold(text.slice(from), planned, search)) return undefined
    if (!spendWork(search, (end - from) * findCost)) return undefined
    const matcher = search.plan.expression(planned.rule.regex!).matcher(text.slice(from, end))
    const isFound = matcher.find(at - from)
    const isWhole = end === text.length
    // A match that reaches the end of a slice may go on behind it.
    const isSure = isFound && (isWhole ? !isCut(window, matcher.end() + from, planned) : matcher.end() + from < end)
    if (isSure) return matchOf(matcher, from, planned)
    if (isWhole) return undefined
  }
  return undefined
}

/** What ends where the window was cut is not what stands there; only what can go on for ever is taken as far as it was seen. */
function isCut({ text, isEnd }: RuleWindow, end: number, { isOpen }: PlannedRule): boolean {
  return end === text.length && !isEnd && !isOpen
}

function matchOf(matcher: Matcher, from: number, { rule }: PlannedRule): RuleMatch {
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
