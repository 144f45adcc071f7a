import type { CompiledSignature } from '../signatures/table.js'
import { fromByteString } from './byte-string.js'
import type { Candidate } from './candidate.js'
import { commonExcuse, excuseFinding } from './excuse.js'
import type { Confidence, Finding, Occurrence, Severity, SuppressedFinding } from './finding.js'
import { findingId } from './finding-id.js'
import { groupBy } from './group-by.js'
import { lengthBucket, maskSecret } from './mask.js'
import { mergeOccurrences } from './occurrences.js'
import { compareConfidence, compareExposure, compareSeverity } from './rank.js'
import { remedyFor } from './remedy.js'

/** A candidate whose place in an image is known; the occurrence's strings are already masked. */
export type PlacedCandidate = {
  candidate: Candidate
  occurrence: Occurrence
  /** Why what stands there is public already, in words. */
  excuse?: string
}

export type MergeOptions = {
  /** By id. A candidate of an unknown signature is a mistake of ours and throws. */
  signatures: ReadonlyMap<string, CompiledSignature>
  /** Tries needed to guess a secret, as a power of two. */
  estimateBits: (secret: string) => number
  showSecrets: boolean
  /** The value of `JETSAM_ID_KEY`. */
  idKey?: string
}

/** Both worst first. */
export type MergedFindings = { findings: Finding[]; suppressed: SuppressedFinding[] }

/** One finding for each secret, however often it occurs. It is suppressed if every place of it is excused, and its kind allows that. */
export async function mergeFindings(
  placed: readonly PlacedCandidate[],
  options: MergeOptions,
): Promise<MergedFindings> {
  const groups = groupBy(placed, (one) => identityOf(one.candidate))
  const made = await Promise.all(
    [...groups].map(async ([identity, group]) => ({ finding: await makeFinding(identity, group, options), group })),
  )
  distinctIds(made.map(({ finding }) => finding).sort(worstFirst))
  const judged = made.map(({ finding, group }) => {
    const excuse = commonExcuse(group.map((one) => one.excuse))
    return excuse === undefined
      ? finding
      : excuseFinding(finding, options.signatures.get(finding.signature.id)!, excuse)
  })
  return {
    findings: judged.filter((finding) => !isSuppressed(finding)).sort(worstFirst),
    suppressed: judged.filter(isSuppressed).sort(worstFirst),
  }
}

function isSuppressed(finding: Finding | SuppressedFinding): finding is SuppressedFinding {
  return 'reason' in finding
}

function identityOf(candidate: Candidate): string {
  return candidate.identity ?? `value:${candidate.secret}`
}

async function makeFinding(identity: string, group: PlacedCandidate[], options: MergeOptions): Promise<Finding> {
  const signature = specificSignature(group, options.signatures)
  const ofSignature = group.filter((one) => one.candidate.signature === signature.id)
  const secret = ofSignature[0]!.candidate.secret
  const occurrences = mergeOccurrences(group.map((one) => one.occurrence))
  const bits = options.estimateBits(secret)
  const id = await findingId(
    { signature: signature.id, identity, bits, place: lastingPlace(occurrences) },
    options.idKey,
  )
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
    secret: {
      masked: maskSecret(secret, signature),
      length: lengthBucket(secret.length),
      ...(options.showSecrets && { value: fromByteString(secret) }),
    },
    occurrences,
    remedy: remedyFor(signature, occurrences),
  }
}

/** The place that names a guessable secret: chosen without image, layer or line, which a rebuild may change. */
function lastingPlace(occurrences: Occurrence[]): Occurrence {
  const name = (one: Occurrence) => JSON.stringify([one.path ?? '', one.key ?? ''])
  return [...occurrences].sort((a, b) => compareExposure(a.exposure, b.exposure) || (name(a) < name(b) ? -1 : 1))[0]!
}

/** The signature that says most: a specific one before a generic one, then the worst, then by id, so that order never matters. */
function specificSignature(
  group: PlacedCandidate[],
  signatures: ReadonlyMap<string, CompiledSignature>,
): CompiledSignature {
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
