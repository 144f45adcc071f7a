import { type Report, severities } from '../../findings/finding.js'
import { bytesText, countText } from '../amounts.js'

/** The findings by severity: `6 critical, 1 high (2 not shown, by --severity)`. `hiddenKnown`: those that `--new-only` hides. */
export function summaryText(report: Report, hidden: number, hiddenKnown = 0): string {
  const counts = severities.filter((severity) => report.summary[severity] > 0)
  const told = counts.map((severity) => `${report.summary[severity]} ${severity}`).join(', ')
  const not = hidden > 0 ? ` (${hidden} not shown, by --severity)` : ''
  const known = report.findings.filter((finding) => finding.known).length
  const ofBaseline = known > 0 ? ` (${known} known, by --baseline)` : ''
  const notNew = hiddenKnown > 0 ? ` (${hiddenKnown} known and not shown, by --new-only)` : ''
  return (told === '' ? 'no findings' : told) + not + ofBaseline + notNew
}

/** Whether everything was read, and how much: `complete: 8 layers, 12 files, 20.0 kB read`. */
export function coverageText({ coverage }: Report): string {
  const { complete, layers, files, bytes } = coverage
  const sizes = `${countText(layers, 'layer')}, ${countText(files, 'file')}, ${bytesText(bytes)} read`
  return complete ? `complete: ${sizes}` : `INCOMPLETE: ${sizes}, but not all`
}

/** What was looked at, for a report without findings. */
export function nothingFoundText(report: Report, hidden: number, hiddenKnown = 0): string {
  if (report.images.length === 0) return 'None, because nothing was read.'
  const { layers, files, bytes, complete } = report.coverage
  const count = report.images.filter(({ source }) => source !== 'compose').length
  const images = report.images.length === 1 ? 'the image' : countText(count, 'image')
  const ofImages = `the configuration and the history of ${images}, and ${countText(files, 'file')} in ${countText(layers, 'layer')} (${bytesText(bytes)}), deleted and overwritten ones included.`
  const looked = `jetsam read ${count === 0 ? 'the Compose files, and no image.' : ofImages}`
  const nothing = hiddenKnown > 0 ? 'Nothing new' : 'Nothing'
  const what =
    hidden > 0 ? `${nothing} to show at this --severity.` : hiddenKnown > 0 ? `${nothing}.` : 'No leaked secrets found.'
  return `${what} ${looked}${complete ? '' : ' Not everything could be read, so this is no clean bill of health.'}`
}
