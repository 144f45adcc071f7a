import { toByteString } from '../../findings/byte-string.js'
import type { RegexRule } from '../../signatures/regex-rule.js'
import type { SignatureTable } from '../../signatures/table.js'
import { createExpressions, type Expressions } from './expressions.js'
import { type KeywordAutomaton, keywordAutomaton } from './keyword-automaton.js'

/** How far before a keyword its match may start, and how far behind it one ends that has a longest length. In bytes. */
export const nearReach = 2 * 1024
/** How far behind a keyword its match may end that can be of any length: a private key, say. In bytes. */
export const farReach = 16 * 1024

/** A rule with what its matching needs. */
export type PlannedRule = {
  rule: RegexRule
  /** In the table. */
  number: number
  /** How far behind a keyword, or behind the start of a match, is looked. */
  ahead: number
  /** Its matches can be of any length. */
  isOpen: boolean
}

/** The rules of a table, sorted by the way in which they are tried. Made once; holds no state of a scan. */
export type RulePlan = {
  /** Told by a file's path alone. */
  byPath: PlannedRule[]
  /** Tried everywhere. */
  everywhere: PlannedRule[]
  /** Tried near keywords. */
  automaton: KeywordAutomaton
  /** The rules of each keyword, by its number in the automaton. */
  rulesOfKeyword: PlannedRule[][]
  expressions: Expressions
}

export function planRules({ rules = [] }: Pick<SignatureTable, 'rules'>): RulePlan {
  const planned = rules.map(planRule)
  const byKeyword = new Map<string, PlannedRule[]>()
  for (const one of planned) {
    for (const keyword of new Set(one.rule.keywords.map(toByteString))) {
      if (one.rule.regex !== undefined) byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), one])
    }
  }
  return {
    byPath: planned.filter(({ rule }) => rule.regex === undefined),
    everywhere: planned.filter(({ rule }) => rule.regex !== undefined && rule.keywords.length === 0),
    automaton: keywordAutomaton([...byKeyword.keys()]),
    rulesOfKeyword: [...byKeyword.values()],
    expressions: createExpressions(),
  }
}

function planRule(rule: RegexRule, number: number): PlannedRule {
  const isOpen = rule.regex !== undefined && isUnbounded(rule.regex)
  return { rule, number, isOpen, ahead: isOpen ? farReach : nearReach }
}

/** Whether an expression repeats something without an upper bound; escapes and classes say nothing about that. */
function isUnbounded(regex: string): boolean {
  const plain = regex.replace(/\\Q.*?(?:\\E|$)|\\./gs, 'x').replace(/\[\^?\]?[^\]]*(?:\[:\^?\w+:\][^\]]*)*\]/g, 'x')
  return /[*+]|\{\d+,\}/.test(plain)
}
