import type { Finding, Report, ReportImage } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import type { ReporterOptions } from '../reporters.js'
import { placeOf } from '../words/place.js'
import { titleOf } from '../words/title.js'
import { coverageText, nothingFoundText, summaryText } from '../words/totals.js'
import { codeCell, codeSpan, plainText } from './escape.js'

/** More than this of images, suppressed findings or gaps is counted, not listed. */
const mostListed = 10

/** A mark by which a program finds the comment that it wrote before, to replace it. It shows nothing. */
const mark = '<!-- jetsam-report -->'

/** The heading, the sum of it, and why the exit code is what it is. */
export function headLines(report: Report, options: ReporterOptions): string[] {
  const { images, findings } = report
  const what = findings.length === 0 ? 'no leaked secrets' : countText(findings.length, 'leaked secret')
  const where =
    images.length === 1 ? ` in ${codeSpan(images[0]!.reference)}` : ` in ${countText(images.length, 'image')}`
  const listed = images.length > 1 ? listLines(images.map(imageText)) : []
  return [
    mark,
    `## jetsam: ${what}${where}`,
    '',
    `**${plainText(summaryText(report, options.hidden, options.hiddenKnown))}**. Exit code ${options.verdict.exitCode}: ${plainText(options.verdict.because)}`,
    '',
    ...listed,
    ...(findings.length === 0 ? [plainText(nothingFoundText(report, options.hidden, options.hiddenKnown)), ''] : []),
  ]
}

function imageText({ reference, platform, services = [] }: ReportImage): string {
  const whose = services.length > 0 ? `: ${codeSpan(services.join(', '))}` : ''
  return `${codeSpan(reference)}${platform === '' ? '' : ` ${codeSpan(platform)}`}${whose}`
}

export const tableHead = ['| # | severity | what | where |', '| --: | :-- | :-- | :-- |']

/** A finding as a row of the table under `tableHead`. */
export function tableRow(report: Report, finding: Finding, number: number): string {
  const [first, ...more] = finding.occurrences
  const where = first ? `${codeCell(placeOf(report, first))}${more.length > 0 ? ` +${more.length}` : ''}` : ''
  return `| ${number} | ${finding.severity} | ${plainText(titleOf(finding))}${finding.known ? ' (known)' : ''} | ${where} |`
}

/** What was left out and how much was read. */
export function tailLines(report: Report): string[] {
  const { suppressed, coverage } = report
  const left = suppressed.map((finding) => `${plainText(titleOf(finding))}: ${plainText(finding.reason)}`)
  const gaps = coverage.gaps.map(({ kind, where, reason }) => `${kind}: ${codeSpan(where)}: ${plainText(reason)}`)
  const heading = `### Suppressed: ${countText(suppressed.length, 'finding')}, not counted`
  return [
    ...(suppressed.length > 0 ? [heading, '', ...listLines(left)] : []),
    '### Coverage',
    '',
    plainText(coverageText(report)),
    '',
    ...listLines(gaps),
  ]
}

function listLines(texts: readonly string[]): string[] {
  if (texts.length === 0) return []
  const more = texts.length - mostListed
  return [...texts.slice(0, mostListed).map((text) => `- ${text}`), ...(more > 0 ? [`- and ${more} more`] : []), '']
}
