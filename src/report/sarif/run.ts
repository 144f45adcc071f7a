import type { Finding, Report, ReportImage } from '../../findings/finding.js'
import { groupBy } from '../../findings/group-by.js'
import { countText } from '../amounts.js'
import type { ReporterOptions } from '../reporters.js'
import { coverageText } from '../words/totals.js'
import { resultOf } from './result.js'
import { ruleIdOf, ruleOf } from './rules.js'
import { messageText, shortText } from './text.js'

/** More gaps than this are counted, not listed. */
const mostNotifications = 1_000

/** GitHub shows so many locations of a result; all results together are to stay of a size that can be written. */
const mostLocations = 100
const mostLocationsInAll = 50_000

/** The scan as a run of at most so many results, what counts first, then what the baseline knows, then what is suppressed. */
export function runOf(report: Report, options: ReporterOptions, mostResults: number): object {
  const isKnown = ({ known }: Finding) => known !== undefined
  const fresh = report.findings.filter((finding) => !isKnown(finding))
  const all = [...fresh, ...report.findings.filter(isKnown), ...report.suppressed]
  const told = all.slice(0, mostResults)
  const mostRelated = Math.min(mostLocations - 1, Math.ceil(mostLocationsInAll / Math.max(1, told.length)))
  const byRule = groupBy<string, Finding>(told, ruleIdOf)
  const indexes = new Map([...byRule.keys()].map((id, index) => [id, index]))
  const { tool, images, coverage, summary } = report
  const { gaps: _, ...totals } = coverage
  return {
    tool: {
      driver: {
        ...{ name: tool.name, version: tool.version, semanticVersion: tool.version },
        rules: [...byRule].map(([id, findings]) => ruleOf(id, findings)),
      },
    },
    automationDetails: { id: categoryOf(images) },
    invocations: [invocationOf(report, options, all.length - told.length)],
    results: told.map((finding) => resultOf(report, finding, indexes.get(ruleIdOf(finding))!, mostRelated)),
    properties: {
      ...{ signatures: tool.signatures, coverage: totals, summary },
      images: images.map(({ reference, id, platform }) => ({
        reference: shortText(reference),
        id: shortText(id),
        platform: shortText(platform),
      })),
    },
  }
}

/** Uploads of one category replace each other, so it names the image without its tag, and no image where there are several. */
function categoryOf(images: readonly ReportImage[]): string {
  const [image] = images
  if (!image || images.length > 1) return 'jetsam/'
  const isArchive = image.source.includes('archive')
  const name = isArchive ? image.reference : image.reference.replace(/@.*$/, '').replace(/:[^:/]*$/, '')
  return `jetsam/${shortText(name)}/`
}

function invocationOf(report: Report, { verdict, time }: ReporterOptions, left: number): object {
  const { gaps } = report.coverage
  const notes = gaps.slice(0, mostNotifications).map(({ kind, where, reason }) => ({
    level: kind === 'unopened' ? 'note' : 'error',
    message: { text: messageText(`${kind}: ${where}: ${reason}`) },
  }))
  const more = gaps.length - notes.length
  return {
    executionSuccessful: verdict.exitCode !== 2,
    exitCode: verdict.exitCode,
    exitCodeDescription: verdict.because,
    startTimeUtc: time.start.toISOString(),
    endTimeUtc: time.end.toISOString(),
    toolExecutionNotifications: [
      { level: report.coverage.complete ? 'note' : 'error', message: { text: `Coverage: ${coverageText(report)}` } },
      ...(left > 0
        ? [{ level: 'warning', message: { text: `${countText(left, 'more result')} did not fit into this file` } }]
        : []),
      ...notes,
      ...(more > 0 ? [{ level: 'note', message: { text: `and ${countText(more, 'more gap')}` } }] : []),
    ],
  }
}
