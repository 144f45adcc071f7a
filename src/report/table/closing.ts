import type { Report } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import type { ReporterOptions } from '../reporters.js'
import { withBriefDigests } from '../words/brief-digests.js'
import { coverageText, nothingFoundText, summaryText } from '../words/totals.js'
import { labelled, type Page } from './page.js'

/** More gaps than this are counted, not listed. */
const mostGaps = 10

/** What was left out, how much was read, the sum of it, and why the exit code is what it is. */
export function closingLines(page: Page, report: Report, options: ReporterOptions): string[] {
  return [
    ...suppressedLines(page, report),
    ...coverageLines(page, report),
    ...labelled(page, 'summary', summaryText(report, options.hidden, options.hiddenKnown)),
    ...labelled(page, `exit ${options.verdict.exitCode}`, options.verdict.because, page.colours.bold),
  ]
}

/** What was looked at, said when nothing was found. */
export function nothingFound(page: Page, report: Report, { hidden, hiddenKnown }: ReporterOptions): string[] {
  return labelled(page, 'findings', nothingFoundText(report, hidden, hiddenKnown))
}

function suppressedLines(page: Page, report: Report): string[] {
  const { length } = report.suppressed
  if (length === 0) return []
  const reasons = [...new Set(report.suppressed.map(({ reason }) => reason))].slice(0, 3).join('; ')
  return labelled(
    page,
    'suppressed',
    `${countText(length, 'finding')}, not counted (${reasons}); --format json lists them.`,
  )
}

function coverageLines(page: Page, report: Report): string[] {
  const { complete, gaps } = report.coverage
  const listed = gaps
    .slice(0, mostGaps)
    .map(({ kind, where, reason }) => `${kind}: ${withBriefDigests(where)}: ${reason}`)
  if (gaps.length > mostGaps)
    listed.push(`and ${countText(gaps.length - mostGaps, 'more gap')}; --format json lists all`)
  return [
    ...labelled(page, 'coverage', coverageText(report), complete ? undefined : page.colours.yellow),
    ...listed.flatMap((gap) => labelled(page, '', gap, page.colours.dim)),
  ]
}
