import type { Candidate } from '../findings/candidate.js'
import type { SignatureTable } from '../signatures/table.js'

type Rank = { isGeneric: boolean; needsWord: boolean; isSilent: boolean; provider: string | undefined }

const ranksOfTable = new WeakMap<SignatureTable, ReadonlyMap<string, Rank>>()

/**
 * Of candidates of one text whose ranges overlap, the best: a specific signature before a generic one, a proven
 * candidate before others, then the longer range, then the signature that a word near the value confirms. The rest is
 * dropped; what stays is in order of its start. A signature that the table does not have counts as specific.
 * Several secrets inside one wrapping all have the wrapping's range: they stand or fall together.
 */
export function resolveOverlaps<T extends Candidate>(candidates: readonly T[], table: SignatureTable): T[] {
  const ranks = ranksOf(table)
  if (candidates.length < 2) return withoutIdentifiers([...candidates], ranks)
  const kept: T[] = []
  const best = [...candidates].sort((a, b) => compare(a, b, ranks))
  for (const candidate of best) insertIfFree(kept, candidate)
  const secrets = kept.some(isWrapped)
    ? kept.flatMap((one) => (isWrapped(one) ? secretsInside(one, best) : [one]))
    : kept
  return withoutIdentifiers(secrets, ranks)
}

/** How far a public identifier may stand from the secret that it makes likely, in bytes. */
const partnerReach = 512

/**
 * Identifiers that are public by themselves are no finding. They held their bytes against other readings, and what only a word gave away is likely where
 * an identifier of the same provider stands near it.
 */
function withoutIdentifiers<T extends Candidate>(candidates: T[], ranks: ReadonlyMap<string, Rank>): T[] {
  const identifiers = candidates.filter(({ signature }) => ranks.get(signature)?.isSilent)
  if (identifiers.length === 0) return candidates
  const secrets = candidates.filter(({ signature }) => !ranks.get(signature)?.isSilent)
  return secrets.map((secret) => {
    if (secret.confidence !== 'possible' || secret.reasons.length > 0) return secret
    const provider = ranks.get(secret.signature)?.provider
    const isPartner = (one: T): boolean =>
      provider !== undefined &&
      ranks.get(one.signature)?.provider === provider &&
      one.start - secret.end < partnerReach &&
      secret.start - one.end < partnerReach
    if (!identifiers.some(isPartner)) return secret
    return { ...secret, confidence: 'likely', reasons: [`Stands beside an identifier of ${provider}.`] }
  })
}

function isWrapped({ via }: Candidate): boolean {
  return via !== undefined && via.length > 0
}

/** The best candidate for each secret that the wrapping holds. */
function secretsInside<T extends Candidate>({ start, end }: T, best: readonly T[]): T[] {
  const secrets = new Map<string, T>()
  for (const one of best) {
    const isInside = isWrapped(one) && one.start === start && one.end === end
    if (isInside && !secrets.has(one.secret)) secrets.set(one.secret, one)
  }
  return [...secrets.values()]
}

function ranksOf(table: SignatureTable): ReadonlyMap<string, Rank> {
  let ranks = ranksOfTable.get(table)
  if (ranks === undefined) {
    ranks = new Map(
      table.signatures.map(({ id, generic, near, kind, severity, provider }) => {
        const isSilent = kind === 'identifier' && severity === 'info'
        return [id, { isGeneric: generic, needsWord: near !== undefined, isSilent, provider }]
      }),
    )
    ranksOfTable.set(table, ranks)
  }
  return ranks
}

function compare(a: Candidate, b: Candidate, ranks: ReadonlyMap<string, Rank>): number {
  const rankA = ranks.get(a.signature)
  const rankB = ranks.get(b.signature)
  return (
    Number(rankA?.isGeneric ?? false) - Number(rankB?.isGeneric ?? false) ||
    Number(b.confidence === 'proven') - Number(a.confidence === 'proven') ||
    b.end - b.start - (a.end - a.start) ||
    Number(rankB?.needsWord ?? false) - Number(rankA?.needsWord ?? false) ||
    a.start - b.start ||
    (a.signature < b.signature ? -1 : a.signature > b.signature ? 1 : 0)
  )
}

/** `kept` is sorted and free of overlaps, so only the two neighbours matter. */
function insertIfFree<T extends Candidate>(kept: T[], candidate: T): void {
  let low = 0
  let high = kept.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (kept[middle]!.start < candidate.start) low = middle + 1
    else high = middle
  }
  const before = kept[low - 1]
  const after = kept[low]
  if (before !== undefined && before.end > candidate.start) return
  if (after !== undefined && (after.start < candidate.end || after.start === candidate.start)) return
  kept.splice(low, 0, candidate)
}
