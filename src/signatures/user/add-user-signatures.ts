import type { SignatureTable } from '../table.js'
import { signatureTable } from '../table-of.js'
import { invalid, type UserSignatures } from './load-user-signatures.js'

/** The names that a signature may use. */
export type KnownNames = { checks: ReadonlySet<string>; remedies: ReadonlySet<string> }

/**
 * The table with a user's signatures added. Throws a `Failure` (`signatures-invalid`) for one that names a check or a remedy which there is
 * not, or by which nothing can be found.
 */
export function addUserSignatures(table: SignatureTable, user: UserSignatures, known: KnownNames): SignatureTable {
  const problems = problemsOf(table, user, known)
  if (problems.length > 0) throw invalid(problems)
  const own = new Map(user.signatures.map((signature) => [signature.id, signature]))
  const kept = table.signatures.map((signature) => own.get(signature.id) ?? signature)
  const ids = new Set(kept.map(({ id }) => id))
  const added = [...user.signatures, ...user.imported].filter(({ id }) => {
    const isNew = !ids.has(id)
    ids.add(id)
    return isNew
  })
  const rules = (table.rules ?? []).filter(({ signature }) => !own.has(signature))
  return signatureTable({ signatures: [...kept, ...added], rules: [...rules, ...user.rules] })
}

function problemsOf(
  table: SignatureTable,
  { signatures, rules, fileOfId }: UserSignatures,
  known: KnownNames,
): string[] {
  const byInspector = new Set(table.signatures.filter(({ patterns }) => patterns.length === 0).map(({ id }) => id))
  const byRule = new Map(rules.map((rule) => [rule.signature, rule]))
  return signatures.flatMap(({ id, patterns, remedy }) => {
    const names = [...patterns.flatMap((pattern) => pattern.checks), ...(byRule.get(id)?.checks ?? [])]
    const unknown = names.find((name) => !known.checks.has(name.split(':')[0]!))
    const place = `${fileOfId.get(id)}: ${id}`
    if (unknown !== undefined) return [`${place}: checks: there is no check ${unknown}`]
    if (remedy !== undefined && !known.remedies.has(remedy)) return [`${place}: remedy: there is no remedy ${remedy}`]
    if (patterns.length > 0 || byRule.has(id) || byInspector.has(id)) return []
    return [`${place}: has neither a value nor a regex, so nothing can be found by it`]
  })
}
