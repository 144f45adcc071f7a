import type { Coverage, Finding, Occurrence, Report, ReportImage, Severity, SuppressedFinding } from '../finding.js'

/** One side of a comparison. */
export type ComparedReport = { images: ReportImage[]; coverage: Coverage }

/** A finding of both reports, as the new one tells it. */
export type CarriedFinding = Finding & {
  /** What it was in the old report. */
  was: Pick<Finding, 'severity' | 'confidence'>
  /** Places that the old report did not have; a line or layer alone makes no other place. */
  newPlaces: Occurrence[]
  /** Places that the new report no longer has; their `image` is an index into the old one's images. */
  gonePlaces: Occurrence[]
}

/**
 * What changed from one report to another. Its fields are a contract as those of the report: fields are added, never renamed. Image indexes of
 * `removed` are those of the old report, of all else those of the new one.
 */
export type ReportDiff = {
  schemaVersion: 1
  tool: Report['tool']
  old: ComparedReport
  new: ComparedReport
  added: Finding[]
  removed: Finding[]
  carried: CarriedFinding[]
  /** Findings of the old report that the new one suppresses, each with the reason. */
  suppressed: SuppressedFinding[]
  summary: Record<'added' | 'removed' | 'carried', Record<Severity, number>>
}
