import { type Report, severities } from '../../findings/finding.js'
import { bytesText, countText } from '../amounts.js'
import type { ReporterOptions } from '../reporters.js'
import { withBriefDigests } from './brief-digests.js'
import { labelled, type Page } from './page.js'

/** More gaps than this are counted, not listed. */
const mostGaps = 10

/** What was left out, how much was read, the sum of it, and why the exit code is what it is. */
export function closingLines(page: Page, report: Report, options: ReporterOptions): string[] {
  return [
    ...suppressedLines(page, report),
    ...coverageLines(page, report),
    ...labelled(page, 'summary', summaryText(report, options.hidden)),
    ...labelled(page, `exit ${options.verdict.exitCode}`, options.verdict.because, page.colours.bold),
  ]
}

/** What was looked at, said when nothing was found. */
export function nothingFound(page: Page, report: Report, hidden: number): string[] {
  const { layers, files, bytes: read, complete } = report.coverage
  const images = report.images.length === 1 ? 'the image' : countText(report.images.length, 'image')
  const looked = `jetsam read the configuration and the history of ${images}, and ${countText(files, 'file')} in ${countText(layers, 'layer')} (${bytesText(read)}), deleted and overwritten ones included.`
  const what = hidden > 0 ? 'Nothing to show at this --severity.' : 'No leaked secrets found.'
  const but = complete ? '' : ' Not everything could be read, so this is no clean bill of health.'
  return labelled(
    page,
    'findings',
    report.images.length === 0 ? 'None, because nothing was read.' : `${what} ${looked}${but}`,
  )
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
  const { complete, layers, files, bytes: read, gaps } = report.coverage
  const sizes = `${countText(layers, 'layer')}, ${countText(files, 'file')}, ${bytesText(read)} read`
  const state = complete ? `complete: ${sizes}` : `INCOMPLETE: ${sizes}, but not all`
  const listed = gaps
    .slice(0, mostGaps)
    .map(({ kind, where, reason }) => `${kind}: ${withBriefDigests(where)}: ${reason}`)
  if (gaps.length > mostGaps)
    listed.push(`and ${countText(gaps.length - mostGaps, 'more gap')}; --format json lists all`)
  return [
    ...labelled(page, 'coverage', state, complete ? undefined : page.colours.yellow),
    ...listed.flatMap((gap) => labelled(page, '', gap, page.colours.dim)),
  ]
}

function summaryText(report: Report, hidden: number): string {
  const counts = severities.filter((severity) => report.summary[severity] > 0)
  const told = counts.map((severity) => `${report.summary[severity]} ${severity}`).join(', ')
  const not = hidden > 0 ? ` (${hidden} not shown, by --severity)` : ''
  return (told === '' ? 'no findings' : told) + not
}
