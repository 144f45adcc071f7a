import { type Finding, type Severity, severities } from './finding.js'

/** How many findings there are of each severity. */
export function summarize(findings: readonly Finding[]): Record<Severity, number> {
  const counts = severities.map((severity) => [severity, findings.filter((one) => one.severity === severity).length])
  return Object.fromEntries(counts) as Record<Severity, number>
}
