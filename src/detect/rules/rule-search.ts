import type { Candidate } from '../../findings/candidate.js'
import type { Allowlist } from '../../signatures/regex-rule.js'
import type { PlannedRule, RulePlan } from './rule-plan.js'

/** Most candidates that rules may have in one file; more are counted as dropped. */
export const ruleCandidatesPerFile = 1000

/**
 * What expressions may read of one file: this many bytes, and as many times each byte of the file, and more if there are rules for
 * every place. A file crafted to call them everywhere costs no more; what they then do not read is counted as dropped.
 */
const freeWork = 8 * 1024 * 1024
const workPerByte = 64
const workPerByteAndRule = 4

/** The state of one search through one file or text. It depends on the bytes alone, never on how they were cut. */
export type RuleSearch = {
  plan: RulePlan
  /** Of the file; '' where there is none. */
  path: string
  /** Seconds since 1970. */
  now: number
  /** Not yet taken away. */
  found: Candidate[]
  /** Rule and range of everything found in the file: two windows may show the same. */
  seen: Set<string>
  dropped: number
  /** Bytes that expressions have read so far, and may read. */
  work: number
  workLimit: number
  /** Whether rules are for the file, and whether its path is on lists. */
  forPath: Map<PlannedRule, boolean>
  listed: Map<Allowlist, boolean>
}

export function newRuleSearch(plan: RulePlan, path: string, now: number): RuleSearch {
  return {
    ...{ plan, path, now, found: [], seen: new Set(), dropped: 0, work: 0, workLimit: freeWork },
    ...{ forPath: new Map(), listed: new Map() },
  }
}

/** So many bytes more of the file have come. */
export function grantWork(search: RuleSearch, bytes: number): void {
  search.workLimit += bytes * (workPerByte + workPerByteAndRule * search.plan.everywhere.length)
}

/** Whether an expression may read so many bytes more; they are then taken as read. */
export function spendWork(search: RuleSearch, bytes: number): boolean {
  if (search.work > search.workLimit) {
    search.dropped++
    return false
  }
  search.work += bytes
  return true
}

/** Whether the rule is for this file: its path fits, and no allowlist lets the path alone decide. */
export function isForPath(search: RuleSearch, planned: PlannedRule): boolean {
  const known = search.forPath.get(planned)
  if (known !== undefined) return known
  const { path, allowlists } = planned.rule
  const fits =
    (path === undefined || search.plan.expressions.get(path).test(search.path)) &&
    !allowlists.some((list) => !list.all && isListed(search, list))
  search.forPath.set(planned, fits)
  return fits
}

/** Whether the file's path is one of those that an allowlist names. */
export function isListed(search: RuleSearch, list: Allowlist): boolean {
  const { path, plan, listed } = search
  if (path === '' || list.paths.length === 0) return false
  const known = listed.get(list) ?? list.paths.some((source) => plan.expressions.get(source).test(path))
  listed.set(list, known)
  return known
}
