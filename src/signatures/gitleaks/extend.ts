import type { GitleaksConfig, GitleaksRule } from './config-schema.js'

/**
 * A configuration put on top of the one that it extends: rules of both, but for the disabled ones; of a rule that both have, what the upper
 * one says, and the tags, keywords and allowlists of both; all global allowlists.
 */
export function extendConfig(upper: GitleaksConfig, base: GitleaksConfig): GitleaksConfig {
  const disabled = new Set(upper.extend?.disabledrules)
  const own = new Map(upper.rules.map((rule) => [rule.id, rule]))
  const inherited = base.rules.filter(({ id }) => !disabled.has(id))
  const merged = inherited.map((rule) => {
    const over = own.get(rule.id)
    own.delete(rule.id)
    return over ? mergeRules(over, rule) : rule
  })
  const usedefault = upper.extend?.usedefault === true || base.extend?.usedefault === true
  return {
    extend: { path: '', disabledrules: [], usedefault },
    rules: [...merged, ...own.values()],
    allowlists: [...globalsOf(upper), ...globalsOf(base)],
    allowlist: undefined,
  }
}

function mergeRules(upper: GitleaksRule, base: GitleaksRule): GitleaksRule {
  return {
    ...base,
    description: upper.description || base.description,
    entropy: upper.entropy || base.entropy,
    secretgroup: upper.secretgroup || base.secretgroup,
    regex: upper.regex || base.regex,
    path: upper.path || base.path,
    tags: [...base.tags, ...upper.tags],
    keywords: [...base.keywords, ...upper.keywords],
    allowlists: [...allowlistsOf(base), ...allowlistsOf(upper)],
    allowlist: undefined,
  }
}

/** The rule's allowlists; the name of old for a single one counts, too. */
export function allowlistsOf({ allowlist, allowlists }: GitleaksRule): GitleaksRule['allowlists'] {
  return allowlist ? [...allowlists, allowlist] : allowlists
}

/** The same of the whole configuration. */
export function globalsOf({ allowlist, allowlists }: GitleaksConfig): GitleaksConfig['allowlists'] {
  return allowlist ? [...allowlists, allowlist] : allowlists
}
