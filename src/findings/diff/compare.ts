import type { Finding, Occurrence, Report } from '../finding.js'
import { lastingName } from '../lasting-name.js'
import { summarize } from '../summarize.js'
import type { CarriedFinding, ComparedReport, ReportDiff } from './diff.js'

/** Compares two reports by the ids of their findings. Each list is in the order of its report. */
export function compareReports(old: Report, now: Report): ReportDiff {
  const before = new Map(old.findings.map((finding) => [finding.id, finding]))
  const present = new Set([...now.findings, ...now.suppressed].map(({ id }) => id))
  const added = now.findings.filter(({ id }) => !before.has(id))
  const removed = old.findings.filter(({ id }) => !present.has(id))
  const carried = now.findings.flatMap((finding) => {
    const was = before.get(finding.id)
    return was ? [carry(was, finding)] : []
  })
  return {
    schemaVersion: 1,
    tool: now.tool,
    old: sideOf(old),
    new: sideOf(now),
    added,
    removed,
    carried,
    suppressed: now.suppressed.filter(({ id }) => before.has(id)),
    summary: { added: summarize(added), removed: summarize(removed), carried: summarize(carried) },
  }
}

function sideOf({ images, coverage }: Report): ComparedReport {
  return { images, coverage }
}

function carry(was: Finding, now: Finding): CarriedFinding {
  const [before, after] = [was, now].map(({ occurrences }) => new Set(occurrences.map(placeOf))) as [
    Set<string>,
    Set<string>,
  ]
  return {
    ...now,
    was: { severity: was.severity, confidence: was.confidence },
    newPlaces: now.occurrences.filter((one) => !before.has(placeOf(one))),
    gonePlaces: was.occurrences.filter((one) => !after.has(placeOf(one))),
  }
}

/** What stays the same over a rebuild that changes nothing. */
function placeOf({ exposure, path, key, state, via }: Occurrence): string {
  return JSON.stringify([exposure, lastingName(path), lastingName(key), state, via?.map(lastingName)])
}
