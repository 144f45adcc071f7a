import type { Report } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import type { ReporterOptions } from '../reporters.js'
import { sameAdvice } from '../words/same-advice.js'
import { findingLines } from './finding.js'
import { headLines, tableHead, tableRow, tailLines } from './frame.js'

/** GitHub takes 65,536 characters in a comment. */
const longestComment = 60_000

/** The report as a comment on a pull request: GitHub Flavored Markdown, as long as a comment may be. */
export function markdownReport(report: Report, options: ReporterOptions): string {
  return markdownText(report, options, longestComment)
}

/**
 * The report as Markdown of at most so many characters (but for the frame, some 15,000 at most). The table of all findings comes first,
 * then each in full, worst first; what does not fit is counted.
 */
export function markdownText(report: Report, options: ReporterOptions, limit: number): string {
  const head = headLines(report, options)
  const tail = tailLines(report)
  const room = limit - lengthOf(head) - lengthOf(tail) - 200
  const { findings } = report
  const rows = whatFits(
    findings.map((finding, at) => () => [tableRow(report, finding, at + 1)]),
    room / 2,
  )
  const earlier = sameAdvice(findings)
  const details = whatFits(
    findings.map((finding, at) => () => findingLines(report, finding, at + 1, earlier[at])),
    room - lengthOf(rows.lines),
  )
  const lines = [
    ...head,
    ...(findings.length > 0
      ? [...tableHead, ...rows.lines, '', ...restLine(findings.length - rows.count, 'in this table')]
      : []),
    ...details.lines,
    ...restLine(findings.length - details.count, 'told in full'),
    ...tail,
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

/** As many of the blocks, from the first on, as fit into so many characters. */
function whatFits(blocks: readonly (() => string[])[], room: number): { lines: string[]; count: number } {
  const lines: string[] = []
  let used = 0
  let count = 0
  for (const block of blocks) {
    const next = block()
    used += lengthOf(next)
    if (used > room) break
    lines.push(...next)
    count++
  }
  return { lines, count }
}

function restLine(left: number, where: string): string[] {
  return left > 0
    ? [`${countText(left, 'more finding')} ${left === 1 ? 'is' : 'are'} not ${where}; the JSON report lists all.`, '']
    : []
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0)
}
