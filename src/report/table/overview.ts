import type { Finding, Report, ReportImage } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import { printable, shorten, shortenPath } from '../terminal.js'
import { titleOf } from '../words/title.js'
import { wrap } from '../wrap.js'
import { gridLines } from './grid.js'
import { placeInBrief } from './occurrence.js'
import { type Page, severityWord } from './page.js'

/** Which images were looked at. */
export function imageLines(page: Page, report: Report): string[] {
  const [first, ...more] = report.images
  if (!first) return ['No image could be read.']
  if (more.length > 0) return imageGrid(page, report)
  return [page.colours.bold(shorten(printable(first.reference), page.columns)), ...describe(page, first)]
}

function describe(page: Page, image: ReportImage): string[] {
  const id = printable(image.id).slice(0, 'sha256:'.length + 12)
  const facts = [image.platform, countText(image.layers.length, 'layer'), image.source, id]
    .map(printable)
    .filter(Boolean)
  return wrap(facts.join(' · '), page.columns).map(page.colours.dim)
}

function imageGrid(page: Page, report: Report): string[] {
  const found = report.images.map(() => new Set<string>())
  for (const { id, occurrences } of report.findings) for (const { image } of occurrences) found[image]?.add(id)
  const room = page.columns - 46
  const rows = report.images.map((image, at) => [
    String(at + 1),
    shortenPath(printable(image.reference), Math.max(12, room)),
    shorten(printable(image.platform), 14),
    String(image.layers.length),
    String(found[at]?.size ?? 0),
  ])
  return gridLines(page, ['#', 'image', 'platform', 'layers', 'findings'], rows)
}

/** All findings at a glance, one a line, worst first. */
export function overviewLines(page: Page, findings: readonly Finding[]): string[] {
  const room = page.columns - String(findings.length).length - 8 - 8 - 4
  const titleRoom = Math.floor(room * 0.48)
  const rows = findings.map((finding, at) => [
    String(at + 1),
    severityWord(page, finding.severity),
    finding.known
      ? `${shorten(printable(titleOf(finding)), titleRoom - 8)} (known)`
      : shorten(printable(titleOf(finding)), titleRoom),
    wherePlaces(finding, room - titleRoom),
  ])
  return gridLines(page, ['#', 'severity', 'what', 'where'], rows)
}

function wherePlaces({ occurrences }: Finding, columns: number): string {
  const [first, ...more] = occurrences
  if (!first) return ''
  const rest = more.length > 0 ? ` +${more.length}` : ''
  return placeInBrief(first, columns - rest.length) + rest
}
