import type { Finding, Occurrence, Report, SuppressedFinding } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import { type ArtifactLocation, artifactLocation, primaryLocation } from '../artifact-location.js'
import { knownText } from '../words/known.js'
import { placeOf } from '../words/place.js'
import { storyOf } from '../words/story.js'
import { titleOf } from '../words/title.js'
import { levels, ruleIdOf } from './rules.js'
import { messageText, shortText } from './text.js'

/**
 * A finding as a result: at the line of the Dockerfile if one is known, else where it first stands in the image; its other places are
 * related locations. The finding's id is its fingerprint, also the one that GitHub goes by. What
 * is suppressed, ignored or known by the baseline is an accepted suppression, kept outside the code (SARIF 2.1.0, 3.35).
 */
export function resultOf(
  report: Report,
  finding: Finding | SuppressedFinding,
  ruleIndex: number,
  mostRelated: number,
): object {
  const { id, severity, confidence, reasons, secret, occurrences } = finding
  const known = knownText(finding)
  const accepted = 'reason' in finding ? finding.reason : known && `known: ${known}`
  const [first] = occurrences as [Occurrence, ...Occurrence[]]
  return {
    ruleId: ruleIdOf(finding),
    ruleIndex,
    level: levels[severity],
    message: { text: messageOf(report, finding, first) },
    locations: [{ ...physical(primaryLocation(finding)), ...logical(report, first) }],
    ...(occurrences.length > 1 && { relatedLocations: relatedOf(report, occurrences.slice(1, 1 + mostRelated)) }),
    partialFingerprints: { 'jetsamFindingId/v1': id, primaryLocationLineHash: `${id}:1` },
    ...(accepted !== undefined && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: shortText(accepted) }],
    }),
    properties: {
      ...{ severity, confidence, reasons: reasons.map(shortText), places: occurrences.length },
      secret: shortText(secret.value ?? secret.masked),
      length: secret.length,
      ...factsOf(report, first),
    },
  }
}

function messageOf(report: Report, finding: Finding, first: Occurrence): string {
  const more = finding.occurrences.length - 1
  const others = more > 0 ? ` and ${countText(more, 'more place')}` : ''
  const [layer] = storyOf(report, first)
  const fate = layer && layer.quote === undefined ? ` (${layer.lead})` : ''
  const where = shortText(`${placeOf(report, first)}${others}${fate}`)
  return messageText(`${shortText(titleOf(finding)).slice(0, 300)}: ${where.slice(0, 400)}. ${finding.remedy.summary}`)
}

function relatedOf(report: Report, occurrences: readonly Occurrence[]): object[] {
  return occurrences.map((occurrence, at) => ({
    id: at + 1,
    message: { text: messageText(placeOf(report, occurrence)) },
    ...physical(artifactLocation(occurrence)),
    ...logical(report, occurrence),
  }))
}

function physical({ uri, line }: ArtifactLocation): object {
  return { physicalLocation: { artifactLocation: { uri }, ...(line !== undefined && { region: { startLine: line } }) } }
}

function logical(report: Report, occurrence: Occurrence): object {
  const { key, exposure } = occurrence
  return {
    logicalLocations: [
      { name: shortText(key ?? exposure), fullyQualifiedName: shortText(placeOf(report, occurrence)) },
    ],
  }
}

/** What SARIF has no field for. */
function factsOf(report: Report, occurrence: Occurrence): object {
  const { image, exposure, path, layer, state, endedBy, instruction, services } = occurrence
  const reference = report.images[image]?.reference
  return {
    ...(reference !== undefined && { image: shortText(reference) }),
    exposure,
    ...(path !== undefined && { path: shortText(path) }),
    ...(layer !== undefined && { layer }),
    ...(state !== undefined && { state }),
    ...(endedBy !== undefined && { endedBy }),
    ...(instruction && { instruction: shortText(instruction.text) }),
    ...(services && { services: services.map(shortText) }),
  }
}
