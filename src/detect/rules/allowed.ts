import { toByteString } from '../../findings/byte-string.js'
import type { Allowlist } from '../../signatures/regex-rule.js'
import { isListed, type RuleSearch } from './rule-search.js'

/** What a rule found, as its allowlists look at it. Byte strings. */
export type FoundText = {
  secret: string
  match: string
  /** The lines that the match stands in, as far as they were seen. */
  line: () => string
}

/** Whether one of the lists says that this is not to be told. */
export function isAllowed(found: FoundText, lists: readonly Allowlist[], search: RuleSearch): boolean {
  return lists.some((list) => {
    const results = criteriaOf(found, list, search)
    return list.all ? results.length > 0 && results.every((holds) => holds()) : results.some((holds) => holds())
  })
}

/** One for each kind of criterion that the list has. */
function criteriaOf(found: FoundText, list: Allowlist, search: RuleSearch): (() => boolean)[] {
  const anyFits = (sources: string[], text: string) =>
    sources.some((source) => search.plan.expressions.get(source).test(text))
  const criteria: (() => boolean)[] = []
  if (list.paths.length > 0) criteria.push(() => isListed(search, list))
  if (list.stopwords.length > 0) {
    const secret = found.secret.toLowerCase()
    criteria.push(() => list.stopwords.some((word) => secret.includes(toByteString(word))))
  }
  if (list.regexes.length > 0) {
    const target = list.target === 'line' ? found.line : () => found[list.target as 'secret' | 'match']
    criteria.push(() => anyFits(list.regexes, target()))
  }
  return criteria
}
