import type { CompiledSignature } from '../signatures/table.js'
import type { Finding, SuppressedFinding } from './finding.js'
import { compareSeverity } from './rank.js'

/**
 * Why what stands at a place is nobody's secret, in words. `isPublic`: everybody can read it, as far as can be told. Otherwise it was brought by
 * a package of which the image does not tell where it came from, so it excuses less.
 */
export type Excuse = { reason: string; isPublic: boolean }

/** Places of one secret may have as many excuses; the first ones say enough. */
const toldExcuses = 3

/** One excuse for a secret whose every place has one, and no better than the weakest of them; undefined if a single place has none. */
export function commonExcuse(excuses: readonly (Excuse | undefined)[]): Excuse | undefined {
  const given = excuses.filter((excuse) => excuse !== undefined)
  if (given.length === 0 || given.length < excuses.length) return undefined
  const reasons = [...new Set(given.map((excuse) => excuse.reason))]
  const told = reasons.slice(0, toldExcuses).join('; ')
  const reason = reasons.length > toldExcuses ? `${told}; and ${reasons.length - toldExcuses} more` : told
  return { reason, isPublic: given.every((excuse) => excuse.isPublic) }
}

/**
 * Suppresses a finding that is public already, unless it is a provider's token: that one acts wherever it was published, and the claim
 * that it was could be forged. It stays, as `low`.
 *
 * What a package of unknown origin brought is suppressed only where it hardly was a finding: of no format of its own, doubtful, or a key that
 * everybody has. Another key stays, as `low`, and a provider's token as it is.
 */
export function excuseFinding(
  finding: Finding,
  { signature, isPublished }: { signature: CompiledSignature; isPublished: boolean },
  { reason, isPublic }: Excuse,
): Finding | SuppressedFinding {
  const isToken = finding.confidence !== 'possible' && isProviderToken(signature)
  const isSuppressed = !isToken && (isPublic || isPublished || signature.generic || finding.confidence === 'possible')
  if (isSuppressed) return { ...finding, reason }
  if (isToken && !isPublic) return finding
  const isWorse = compareSeverity(finding.severity, 'low') < 0
  return { ...finding, severity: isWorse ? 'low' : finding.severity, reasons: [...finding.reasons, reason] }
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
