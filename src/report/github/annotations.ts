import type { Finding, Report } from '../../findings/finding.js'
import { compareSeverity } from '../../findings/rank.js'
import { countText } from '../amounts.js'
import { lineToMend } from '../artifact-location.js'
import type { ReporterOptions } from '../reporters.js'
import { knownText } from '../words/known.js'
import { placesOf } from '../words/places.js'
import { titleOf } from '../words/title.js'
import { coverageText, summaryText } from '../words/totals.js'
import { type Annotation, annotationLine, type Level } from './command.js'

/** GitHub shows ten annotations of a level for each step, and drops the others without a word. */
const mostOfLevel = 10

/** More places than this are counted, not listed. */
const mostPlaces = 3

/**
 * The report as annotations of a GitHub Actions workflow, one a line, worst first: an `error` for what `--fail-on` counts (and for a scan
 * that is not complete), a `warning` for what else is at least medium and not known, a `notice` for the rest and the sum of it. What stands in a known
 * line of a Dockerfile or a Compose file is shown there.
 */
export function githubReport(report: Report, options: ReporterOptions): string {
  const byLevel = new Map<Level, Annotation[]>([
    ['error', options.verdict.exitCode === 2 ? [unfinished(report, options)] : []],
    ['warning', []],
    ['notice', [sumOf(report, options)]],
  ])
  for (const finding of report.findings) {
    const annotation = annotationOf(report, finding, levelOf(finding, options))
    byLevel.get(annotation.level)!.push(annotation)
  }
  return [...byLevel.values()].flatMap(whatIsShown).map(annotationLine).join('')
}

function levelOf({ id, severity, known }: Finding, { verdict }: ReporterOptions): Level {
  if (verdict.failing.has(id)) return 'error'
  return !known && compareSeverity(severity, 'medium') <= 0 ? 'warning' : 'notice'
}

function annotationOf(report: Report, finding: Finding, level: Level): Annotation {
  const { severity, confidence, id, remedy } = finding
  const { told, more } = placesOf(report, finding, mostPlaces)
  const place = lineToMend(finding)
  const known = knownText(finding)
  return {
    level,
    title: `${titleOf(finding)}${known === undefined ? '' : ' (known)'}`,
    ...(place && { file: place.path, line: place.line }),
    message: [
      `${severity}, ${confidence}: ${told[0]?.place ?? ''}`,
      ...told.slice(1).map(({ place }) => `also: ${place}`),
      ...(more > 0 ? [`and ${countText(more, 'more place')}`] : []),
      `What to do: ${remedy.summary}`,
      ...(known === undefined ? [] : [`known: ${known}`]),
      `id: ${id}`,
    ],
  }
}

function unfinished({ coverage }: Report, { verdict }: ReporterOptions): Annotation {
  const gaps = coverage.gaps.slice(0, mostPlaces).map(({ kind, where, reason }) => `${kind}: ${where}: ${reason}`)
  return { level: 'error', title: 'the scan is not complete', message: [verdict.because, ...gaps] }
}

function sumOf(report: Report, { hidden, hiddenKnown, verdict }: ReporterOptions): Annotation {
  const suppressed = report.suppressed.length > 0 ? `, ${report.suppressed.length} suppressed` : ''
  return {
    level: 'notice',
    title: summaryText(report, hidden, hiddenKnown) + suppressed,
    message: [verdict.because, `Coverage: ${coverageText(report)}`],
  }
}

function whatIsShown(annotations: Annotation[]): Annotation[] {
  const [first] = annotations
  if (!first || annotations.length <= mostOfLevel) return annotations
  const shown = annotations.slice(0, mostOfLevel - 1)
  const more = countText(annotations.length - shown.length, 'more finding')
  return [
    ...shown,
    { level: first.level, title: more, message: ['GitHub shows no more of them here; the job summary does.'] },
  ]
}
