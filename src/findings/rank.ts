import { type Confidence, confidences, type Exposure, exposures, type Severity, severities } from './finding.js'

/** Negative if `a` is worse than `b`; for sorting worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}

/** Negative if `a` is surer than `b`; for sorting surest first. */
export function compareConfidence(a: Confidence, b: Confidence): number {
  return confidences.indexOf(a) - confidences.indexOf(b)
}

/** The order in which a finding's occurrences are told: what the image says of itself first, then its files. */
export function compareExposure(a: Exposure, b: Exposure): number {
  return exposures.indexOf(a) - exposures.indexOf(b)
}
