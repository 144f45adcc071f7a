import { type Confidence, confidences, type Finding, type Severity, severities } from '../findings/finding.js'
import { compareConfidence, compareSeverity } from '../findings/rank.js'

/** From which finding on the exit code is 1; undefined: from none. */
export type FailOn = { severity: Severity; confidence: Confidence } | undefined

/** Reads `SEVERITY`, `SEVERITY:CONFIDENCE` or `none`. Throws a RangeError that says what is allowed. */
export function parseFailOn(text: string): FailOn {
  if (text === 'none') return undefined
  const [severity = '', confidence = 'likely', ...rest] = text.split(':')
  if (!isSeverity(severity) || !isConfidence(confidence) || rest.length > 0) {
    throw new RangeError(
      `must be SEVERITY, SEVERITY:CONFIDENCE or none; severities: ${severities.join(', ')}; confidences: ${confidences.join(', ')}`,
    )
  }
  return { severity, confidence }
}

/** Whether the finding is as severe, and as sure, as the user asked for. */
export function failsOn(finding: Pick<Finding, 'severity' | 'confidence'>, failOn: FailOn): boolean {
  if (!failOn) return false
  return (
    compareSeverity(finding.severity, failOn.severity) <= 0 &&
    compareConfidence(finding.confidence, failOn.confidence) <= 0
  )
}

export function isSeverity(text: string): text is Severity {
  return (severities as readonly string[]).includes(text)
}

function isConfidence(text: string): text is Confidence {
  return (confidences as readonly string[]).includes(text)
}
