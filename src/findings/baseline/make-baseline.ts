import type { Finding } from '../finding.js'
import type { Baseline, BaselineEntry } from './baseline.js'

export type MakeBaselineOptions = {
  /** Why new entries are accepted. */
  reason: string
  /** Whether the findings' ids were made with a key of the user's. */
  keyed: boolean
  /** What the findings' entries were until now: their reasons are kept. */
  earlier?: Baseline | undefined
}

/** A baseline of these findings, one entry for each id, in order of their ids, so that two of them can be compared line by line. */
export function makeBaseline(findings: readonly Finding[], { reason, keyed, earlier }: MakeBaselineOptions): Baseline {
  const reasons = new Map(earlier?.findings.map((entry) => [entry.id, entry.reason]))
  const entries = new Map(findings.map((finding) => [finding.id, entryOf(finding, reasons.get(finding.id) ?? reason)]))
  return {
    schemaVersion: 1,
    keyed,
    findings: [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

function entryOf({ id, signature, severity, confidence }: Finding, reason: string): BaselineEntry {
  return { id, signature: signature.id, severity, confidence, reason }
}
