import type { Candidate } from '../../findings/candidate.js'
import type { RegexRule } from '../../signatures/regex-rule.js'
import type { CheckResult } from '../checks/check.js'
import { checks } from '../checks/checks.js'
import { isPublishedExample } from '../checks/published-example.js'
import { isPlaceholder } from '../values/placeholder.js'
import { isReference } from '../values/reference.js'
import { type FoundText, isAllowed } from './allowed.js'
import { shannonEntropy } from './entropy.js'
import type { RuleSearch } from './rule-search.js'

/** What a rule found in a file: `start` and `end` of the secret, from the file's start, and the name that it is assigned to. */
export type RuleFind = { rule: RegexRule; text: FoundText; start: number; end: number; key: string | undefined }

/** What it is worth: a candidate, or nothing if the rule's own conditions or checks say that it is no secret. */
export function judgeMatch({ rule, text, start, end, key }: RuleFind, search: RuleSearch): Candidate | undefined {
  const { secret } = text
  if (rule.entropy !== undefined && shannonEntropy(secret) <= rule.entropy) return undefined
  if (isAllowed(text, rule.allowlists, search)) return undefined
  const results = rule.checks && resultsOf(secret, key, rule.checks, search.now)
  if (results?.some(({ verdict }) => verdict === 'rejected')) return undefined
  const severity = results?.find((result) => result.severity !== undefined)?.severity
  const identity = results?.find((result) => result.identity !== undefined)?.identity
  return {
    signature: rule.signature,
    secret: results?.find((result) => result.secret !== undefined)?.secret ?? secret,
    start,
    end,
    confidence: confidenceOf(results ?? [], rule.confidence),
    reasons: results?.flatMap(({ reason }) => reason ?? []) ?? [],
    ...(key !== undefined && { key }),
    ...(severity !== undefined && { severity }),
    ...(identity !== undefined && { identity }),
  }
}

function resultsOf(value: string, key: string | undefined, names: readonly string[], now: number): CheckResult[] {
  if (isPlaceholder(value, key) || isReference(value) || isPublishedExample(value)) return [{ verdict: 'rejected' }]
  return names.flatMap((name) => {
    const [id = '', argument = ''] = name.split(':', 2)
    const check = checks.get(id)
    return check === undefined ? [] : [check({ value, argument, now })]
  })
}

function confidenceOf(results: readonly CheckResult[], usual: Candidate['confidence']): Candidate['confidence'] {
  if (results.some(({ verdict }) => verdict === 'doubtful')) return 'possible'
  return results.some(({ verdict }) => verdict === 'proven') ? 'proven' : usual
}
