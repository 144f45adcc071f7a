import type { CarriedFinding, ComparedReport, ReportDiff } from '../../findings/diff/diff.js'
import { type Finding, type Report, type Severity, severities } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import { findingLines } from '../table/finding.js'
import { placeInBrief } from '../table/occurrence.js'
import { imageLines, overviewLines } from '../table/overview.js'
import { indented, joinBlocks, labelled, labelWidth, makePage, type Page } from '../table/page.js'
import { sameAdvice } from '../words/same-advice.js'
import { coverageText } from '../words/totals.js'

export type DiffOptions = { colour: boolean; columns: number; verdict: { exitCode: number; because: string } }

/** More places of a finding than this are counted, not listed. */
const mostPlaces = 3

/** The comparison for people: what was added in full, what was removed and carried over at a glance, the verdict. */
export function tableDiff(diff: ReportDiff, { colour, columns, verdict }: DiffOptions): string {
  const page = makePage(columns, colour)
  const now = reportOf(diff, diff.new, diff.added)
  const advice = sameAdvice(diff.added)
  return joinBlocks([
    [page.colours.dim('old'), ...imageLines(page, reportOf(diff, diff.old, [...diff.removed, ...diff.carried]))],
    [page.colours.dim('new'), ...imageLines(page, reportOf(diff, diff.new, [...diff.added, ...diff.carried]))],
    listLines(page, 'Added', diff.added),
    ...diff.added.map((finding, at) => findingLines(page, now, finding, at + 1, advice[at])),
    listLines(page, 'Removed', diff.removed),
    [
      ...listLines(page, 'Carried over', diff.carried),
      ...diff.carried.flatMap((one, at) => changeLines(page, one, at + 1)),
    ],
    [
      ...diff.suppressed.flatMap(({ id, reason }) => labelled(page, 'suppressed', `${id}: ${reason}`)),
      ...coverageLines(page, diff),
      ...labelled(
        page,
        'summary',
        (['added', 'removed', 'carried'] as const).map((kind) => countsText(diff, kind)).join('; '),
      ),
      ...labelled(page, `exit ${verdict.exitCode}`, verdict.because, page.colours.bold),
    ],
  ])
}

function reportOf({ tool }: ReportDiff, { images, coverage }: ComparedReport, findings: Finding[]): Report {
  const summary = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
  return { schemaVersion: 1, tool, images, findings, suppressed: [], coverage, summary }
}

function listLines(page: Page, title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return []
  return [page.colours.bold(`${title}: ${countText(findings.length, 'finding')}`), ...overviewLines(page, findings)]
}

/** What is different about a finding that both reports have. */
function changeLines(
  page: Page,
  { was, severity, confidence, newPlaces, gonePlaces }: CarriedFinding,
  number: number,
): string[] {
  const changes = [
    ...(was.severity !== severity || was.confidence !== confidence
      ? [`was ${was.severity}:${was.confidence}, is ${severity}:${confidence}`]
      : []),
    ...(newPlaces.length > 0 ? [`also at ${placesText(page, newPlaces)}`] : []),
    ...(gonePlaces.length > 0 ? [`no longer at ${placesText(page, gonePlaces)}`] : []),
  ]
  return changes.flatMap((change, at) => {
    const lines = indented(page, 0, change)
    if (at === 0) lines[0] = `  ${String(number).padEnd(labelWidth - 2)}${lines[0]!.slice(labelWidth)}`
    return lines
  })
}

function placesText(page: Page, places: CarriedFinding['newPlaces']): string {
  const told = places.slice(0, mostPlaces).map((place) => placeInBrief(place, page.columns))
  return places.length > mostPlaces ? `${told.join(', ')} and ${places.length - mostPlaces} more` : told.join(', ')
}

/** Nothing, if both were read whole. */
function coverageLines(page: Page, diff: ReportDiff): string[] {
  return (['old', 'new'] as const)
    .filter((side) => !diff[side].coverage.complete)
    .flatMap((side) =>
      labelled(page, `${side} scan`, coverageText(reportOf(diff, diff[side], [])), page.colours.yellow),
    )
}

const words = { added: 'added', removed: 'removed', carried: 'carried over' }

/** `added: 1 critical, 2 high`. */
function countsText(diff: ReportDiff, kind: keyof ReportDiff['summary']): string {
  const counts = severities.filter((severity) => diff.summary[kind][severity] > 0)
  const told = counts.map((severity) => `${diff.summary[kind][severity]} ${severity}`).join(', ')
  return `${words[kind]}: ${told === '' ? 'none' : told}`
}
