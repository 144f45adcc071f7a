import type { CompiledSignature } from '../signatures/table.js'
import type { Finding, SuppressedFinding } from './finding.js'
import { compareSeverity } from './rank.js'

/** Places of one secret may have as many excuses; the first ones say enough. */
const toldExcuses = 3

/** One excuse for a secret whose every place has one; undefined if a single place has none. */
export function commonExcuse(excuses: readonly (string | undefined)[]): string | undefined {
  const distinct = [...new Set(excuses)]
  if (distinct.length === 0 || distinct.includes(undefined)) return undefined
  const told = distinct.slice(0, toldExcuses).join('; ')
  return distinct.length > toldExcuses ? `${told}; and ${distinct.length - toldExcuses} more` : told
}

/**
 * Suppresses a finding that is public already, unless it is a provider's token: that one acts wherever it was published, and the claim
 * that it was could be forged. It stays, as `low`.
 */
export function excuseFinding(
  finding: Finding,
  signature: CompiledSignature,
  excuse: string,
): Finding | SuppressedFinding {
  if (finding.confidence === 'possible' || !isProviderToken(signature)) return { ...finding, reason: excuse }
  const isWorse = compareSeverity(finding.severity, 'low') < 0
  return { ...finding, severity: isWorse ? 'low' : finding.severity, reasons: [...finding.reasons, excuse] }
}

/**
 * Of a format of its own, and no mere key: a private key opens only what trusts it, and thousands stand in documentation and self-tests.
 * One that only a word near it gives away may be anything, so it counts as a token.
 */
function isProviderToken({ id, kind, generic, provider, revoke, patterns, near }: CompiledSignature): boolean {
  if (generic || kind === 'identifier') return false
  const isKey = patterns.some(({ shape }) => shape?.kind === 'pem') || (id.endsWith('private-key') && !near)
  return !isKey && (patterns.length > 0 || provider !== undefined || revoke !== undefined)
}
