import { regexProblem } from '../re2-syntax.js'
import type { Allowlist, RegexRule } from '../regex-rule.js'
import type { CompiledSignature } from '../table.js'
import type { GitleaksAllowlist, GitleaksConfig, GitleaksRule } from './config-schema.js'
import { allowlistsOf, globalsOf } from './extend.js'

/** What a configuration says, as this package says it. Problems and notes are lines, the file and the place in it first. */
export type Translation = { signatures: CompiledSignature[]; rules: RegexRule[]; problems: string[]; notes: string[] }

type Complain = (place: string, message: string) => void

/** What a rule of gitleaks is worth: it does not say. */
const usualSeverity = 'high'
const longestTitle = 200

/** Translates a configuration, what it extends included; `name` is for the messages. Does not throw on bad input. */
export function translateConfig(name: string, config: GitleaksConfig): Translation {
  const result: Translation = { signatures: [], rules: [], problems: [], notes: [] }
  const complain: Complain = (place, message) => result.problems.push(`${name}: ${place}: ${message}`)
  const globals = globalsOf(config).map((list, at) => ({
    targets: list.targetrules,
    list: translateAllowlist(list, `allowlists[${at}]`, complain),
  }))
  // Of two rules with one id the later one counts.
  const rules = new Map(config.rules.map((rule, at) => [rule.id, { rule, place: `rules[${at}]` }]))
  const usesDefault = config.extend?.usedefault === true
  for (const { rule, place } of rules.values()) {
    const where = rule.id === '' ? place : `rule ${rule.id}`
    if (usesDefault && rule.id !== '' && rule.regex === '' && rule.path === '') {
      result.notes.push(`${name}: ${where}: changes a rule of gitleaks' own, which are not in force here`)
      continue
    }
    checkRule(rule, where, complain)
    if (rule.skipreport) continue
    if (rule.required.length > 0)
      result.notes.push(`${name}: ${where}: "required" is not looked at: the rule is told by itself`)
    const own = allowlistsOf(rule).map((list, at) => translateAllowlist(list, `${where}: allowlists[${at}]`, complain))
    const forAll = globals.filter(({ targets }) => targets.length === 0 || targets.includes(rule.id))
    const allowlists = [...own, ...forAll.map(({ list }) => list)].filter((list) => list !== undefined)
    result.signatures.push(signatureOf(rule))
    result.rules.push(ruleOf(rule, allowlists))
  }
  for (const { targets } of globals) {
    for (const id of targets) if (!usesDefault && !rules.has(id)) complain('allowlists', `there is no rule ${id}`)
  }
  return result
}

function checkRule({ id, regex, path, secretgroup }: GitleaksRule, where: string, complain: Complain): void {
  if (id === '') complain(where, 'has no id')
  if (/[\x00-\x1f\x7f]/.test(id) || id.length > 200) complain(where, 'the id is no plain line of up to 200 characters')
  if (regex === '' && path === '') complain(where, 'has neither a regex nor a path')
  const wrong = regexProblem(regex, secretgroup)
  if (wrong !== undefined) complain(`${where}: regex`, wrong)
  const wrongPath = regexProblem(path)
  if (wrongPath !== undefined) complain(`${where}: path`, wrongPath)
}

function signatureOf({ id, description, tags }: GitleaksRule): CompiledSignature {
  const title = description
    .trim()
    .split(/[\r\n]/)[0]!
    .slice(0, longestTitle)
  return {
    id,
    title: title || id,
    severity: usualSeverity,
    kind: 'secret',
    generic: id.startsWith('generic'),
    confidence: 'likely',
    ...(tags.length > 0 && { tags: [...new Set(tags)] }),
    patterns: [],
  }
}

function ruleOf(rule: GitleaksRule, allowlists: Allowlist[]): RegexRule {
  return {
    signature: rule.id,
    ...(rule.regex !== '' && { regex: rule.regex }),
    group: rule.secretgroup,
    ...(rule.path !== '' && { path: rule.path }),
    ...(rule.entropy > 0 && { entropy: rule.entropy }),
    keywords: [...new Set(rule.keywords.map((word) => word.toLowerCase()).filter((word) => word !== ''))],
    allowlists,
    confidence: 'likely',
  }
}

/** Undefined for one that never holds: an image has no commits. */
function translateAllowlist(list: GitleaksAllowlist, place: string, complain: Complain): Allowlist | undefined {
  const { condition, regextarget, regexes, paths, stopwords, commits } = list
  const all = ['AND', '&&'].includes(condition.toUpperCase())
  if (!all && !['', 'OR', '||'].includes(condition.toUpperCase())) complain(place, `unknown condition "${condition}"`)
  const target = regextarget === '' ? 'secret' : regextarget
  if (target !== 'secret' && target !== 'match' && target !== 'line') {
    complain(place, `unknown regexTarget "${regextarget}"`)
    return undefined
  }
  for (const source of [...regexes, ...paths]) {
    const wrong = regexProblem(source)
    if (wrong !== undefined) complain(place, wrong)
  }
  if (all && commits.length > 0) return undefined
  return { all, regexes, target, paths, stopwords: stopwords.map((word) => word.toLowerCase()) }
}
