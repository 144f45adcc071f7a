import type { CompiledSignature } from '../signatures/table.js'
import { commonExcuse, type Excuse, excuseFinding } from './excuse.js'
import type { Confidence, Finding, Occurrence, Severity, SuppressedFinding } from './finding.js'
import { groupBy } from './group-by.js'
import { lastingName } from './lasting-name.js'
import { mergeOccurrences } from './occurrences.js'
import { compareConfidence, compareExposure, compareSeverity } from './rank.js'
import { remedyFor } from './remedy.js'
import { findingId } from './seal/finding-id.js'
import type { SealedCandidate } from './seal/sealed.js'

/** A candidate whose place in an image is known; the occurrence's strings are already masked. */
export type PlacedCandidate = {
  candidate: SealedCandidate
  occurrence: Occurrence
  /** Why what stands there is nobody's secret. */
  excuse?: Excuse
  /** The name of the base image that surely brought it; '' if that has none. */
  base?: string
}

/** The signatures by id. A candidate of an unknown one is a mistake of ours and throws. */
type Signatures = ReadonlyMap<string, CompiledSignature>

/** Both worst first. */
export type MergedFindings = { findings: Finding[]; suppressed: SuppressedFinding[] }

/**
 * One finding for each secret, however often it occurs. It is suppressed if every place of it is excused, and its kind allows that. All
 * candidates must have been sealed with the same key.
 */
export function mergeFindings(placed: readonly PlacedCandidate[], signatures: Signatures): MergedFindings {
  const groups = groupBy(placed, (one) => one.candidate.secret.identity)
  const made = [...groups.values()].map((group) => ({ finding: makeFinding(group, signatures), group }))
  distinctIds(made.map(({ finding }) => finding).sort(worstFirst))
  const judged = made.map(({ finding, group }) => {
    const excuse = commonExcuse(group.map((one) => one.excuse))
    if (excuse === undefined) return finding
    const isPublished = group.some(({ candidate }) => candidate.isPublished)
    return excuseFinding(finding, { signature: signatures.get(finding.signature.id)!, isPublished }, excuse)
  })
  return {
    findings: judged.filter((finding) => !isSuppressed(finding)).sort(worstFirst),
    suppressed: judged.filter(isSuppressed).sort(worstFirst),
  }
}

function isSuppressed(finding: Finding | SuppressedFinding): finding is SuppressedFinding {
  return 'reason' in finding
}

function makeFinding(group: PlacedCandidate[], signatures: Signatures): Finding {
  const signature = specificSignature(group, signatures)
  const ofSignature = group.filter((one) => one.candidate.signature === signature.id)
  const { masked, length, value, id: material } = ofSignature[0]!.candidate.secret
  const occurrences = mergeOccurrences(group.map((one) => one.occurrence))
  const id = findingId({ signature: signature.id, material, place: lastingPlace(occurrences) })
  return {
    id,
    signature: {
      id: signature.id,
      title: signature.title,
      ...(signature.provider && { provider: signature.provider }),
      severity: signature.severity,
    },
    severity: worst(ofSignature.map((one) => one.candidate.severity ?? signature.severity)),
    reasons: [...new Set(ofSignature.flatMap((one) => one.candidate.reasons))],
    confidence: surest(group.map((one) => one.candidate.confidence)),
    secret: { masked, length, ...(value !== undefined && { value }) },
    occurrences,
    remedy: remedyFor(signature, occurrences, baseOf(group)),
  }
}

/** The base image that brought all of it. Fields of a config that repeat what an instruction set belong to nobody of their own. */
function baseOf(group: readonly PlacedCandidate[]): string | undefined {
  const originals = group.filter(({ occurrence }) => occurrence.exposure !== 'config')
  const bases = new Set((originals.length > 0 ? originals : group).map(({ base }) => base))
  return bases.size === 1 ? [...bases][0] : undefined
}

/** The place that names a guessable secret: chosen without image, layer, line or digest, which a rebuild may change. */
function lastingPlace(occurrences: Occurrence[]): Pick<Occurrence, 'exposure' | 'path' | 'key'> {
  const places = occurrences.map(({ exposure, path, key }) => {
    return { exposure, path: lastingName(path), key: lastingName(key) }
  })
  const name = ({ path, key }: (typeof places)[number]) => JSON.stringify([path, key])
  return places.sort((a, b) => compareExposure(a.exposure, b.exposure) || (name(a) < name(b) ? -1 : 1))[0]!
}

/** The signature that says most: a specific one before a generic one, then the worst, then by id, so that order never matters. */
function specificSignature(group: PlacedCandidate[], signatures: Signatures): CompiledSignature {
  const known = [...new Set(group.map((one) => one.candidate.signature))].map((id) => {
    const signature = signatures.get(id)
    if (!signature) throw new Error(`no signature has the id ${id}`)
    return signature
  })
  return known.sort(
    (a, b) =>
      Number(a.generic) - Number(b.generic) || compareSeverity(a.severity, b.severity) || (a.id < b.id ? -1 : 1),
  )[0]!
}

function worst(all: Severity[]): Severity {
  return all.sort(compareSeverity)[0]!
}

function surest(all: Confidence[]): Confidence {
  return all.sort(compareConfidence)[0]!
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    compareConfidence(a.confidence, b.confidence) ||
    (a.signature.id < b.signature.id ? -1 : a.signature.id > b.signature.id ? 1 : 0) ||
    (a.id < b.id ? -1 : 1)
  )
}

/** Ids of guessable secrets can meet by chance (one pair of 256 at the same place); a number tells them apart. */
function distinctIds(findings: Finding[]): void {
  const seen = new Map<string, number>()
  for (const finding of findings) {
    const count = (seen.get(finding.id) ?? 0) + 1
    seen.set(finding.id, count)
    if (count > 1) finding.id = `${finding.id}-${count}`
  }
}
