import type { Candidate } from '../../findings/candidate.js'
import type { CheckResult } from '../checks/check.js'
import { checks } from '../checks/checks.js'
import { checkPem } from '../checks/keys/pem-key.js'
import { isPublishedExample } from '../checks/published-example.js'
import { isPlaceholder } from '../values/placeholder.js'
import { isReference } from '../values/reference.js'
import type { Match } from './match-at.js'
import type { Search } from './search.js'

/**
 * What a match is worth: a candidate, or nothing if a check finds it to be no secret. `base` is the offset of the
 * scanned bytes in their file, `key` the name that the value is assigned to.
 */
export function judge(match: Match, key: string | undefined, base: number, search: Search): Candidate | undefined {
  const { signature } = match.planned
  const results = resultsOf(match, key, search.now)
  if (results.some((result) => result.verdict === 'rejected')) return undefined
  const other = results.find(
    (result) => result.signature !== undefined && search.plan.signatureIds.has(result.signature),
  )
  const candidate: Candidate = {
    signature: other?.signature ?? signature.id,
    secret: results.find((result) => result.secret !== undefined)?.secret ?? match.value,
    start: base + match.start,
    end: base + match.end,
    confidence: confidenceOf(results, signature.confidence),
    reasons: results.flatMap((result) => result.reason ?? []),
  }
  const severity = results.find((result) => result.severity !== undefined)?.severity
  const identity = results.find((result) => result.identity !== undefined)?.identity
  if (key !== undefined) candidate.key = key
  if (severity !== undefined) candidate.severity = severity
  if (identity !== undefined) candidate.identity = identity
  return candidate
}

function resultsOf({ planned, value }: Match, key: string | undefined, now: number): CheckResult[] {
  const { shape, checks: names } = planned.pattern
  if (shape?.kind === 'pem') return [checkPem(value, shape.label)]
  if (
    isPlaceholder(value, key) ||
    (isReference(value) && !planned.pattern.template.startsWith('$')) ||
    isPublishedExample(value, planned.pattern.template)
  )
    return [{ verdict: 'rejected' }]
  const results: CheckResult[] = []
  for (const name of shape?.kind === 'jwt' ? ['jwt', ...names] : names) {
    const [id, argument = ''] = name.split(':', 2)
    const check = checks.get(id!)
    if (check !== undefined) results.push(check({ value, argument, now }))
  }
  return results
}

function confidenceOf(results: CheckResult[], usual: Candidate['confidence']): Candidate['confidence'] {
  if (results.some((result) => result.verdict === 'doubtful')) return 'possible'
  return results.some((result) => result.verdict === 'proven') ? 'proven' : usual
}
