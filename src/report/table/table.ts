import type { Report } from '../../findings/finding.js'
import type { ReporterOptions } from '../reporters.js'
import { sameAdvice } from '../words/same-advice.js'
import { closingLines, nothingFound } from './closing.js'
import { findingLines } from './finding.js'
import { imageLines, overviewLines } from './overview.js'
import { joinBlocks, makePage, type Page } from './page.js'

/** The report for people: the images, all findings at a glance, each finding in full, what was read, the verdict. */
export function tableReport(report: Report, options: ReporterOptions): string {
  const page = makePage(options.columns, options.colour)
  const { findings } = report
  const blocks = [
    imageLines(page, report),
    findings.length > 1 ? overviewLines(page, findings) : [],
    ...findingBlocks(page, report),
    [...(findings.length === 0 ? nothingFound(page, report, options) : []), ...closingLines(page, report, options)],
  ]
  return joinBlocks(blocks)
}

function findingBlocks(page: Page, report: Report): string[][] {
  const earlier = sameAdvice(report.findings)
  return report.findings.map((finding, index) => findingLines(page, report, finding, index + 1, earlier[index]))
}
