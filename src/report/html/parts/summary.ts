import { type Report, type ReportImage, severities } from '../../../findings/finding.js'
import { countText } from '../../amounts.js'
import type { ReporterOptions } from '../../reporters.js'
import { shorten } from '../../terminal.js'
import { html, type Markup } from '../markup.js'
import { table } from './table.js'

/** More images than this are counted, not described. */
const mostImages = 200

/** The page's title, and its head: what was scanned, how many findings of each severity, and the verdict. */
export function summaryParts(report: Report, options: ReporterOptions): { title: string; header: Markup } {
  const { images, findings } = report
  const what = findings.length === 0 ? 'no leaked secrets' : countText(findings.length, 'leaked secret')
  const where = images.length === 1 ? shorten(images[0]!.reference, 120) : whatText(images)
  const { exitCode, because } = options.verdict
  const header = html`<header>
<p class="faint">jetsam report</p>
<h1>${capital(what)} in ${images.length === 1 ? html`<code>${where}</code>` : where}</h1>
<p class="verdict">Exit code ${exitCode}: ${because}</p>
${totals(report, options)}
${imageTable(images)}
</header>`
  return { title: `jetsam: ${what} in ${where}`, header }
}

function totals({ summary, suppressed }: Report, { hidden, hiddenKnown = 0 }: ReporterOptions): Markup {
  const cards = severities.map(
    (severity) => html`<div class="${severity}"><dt>${severity}</dt><dd>${summary[severity]}</dd></div>`,
  )
  const left =
    suppressed.length > 0 ? html`<div class="info"><dt>suppressed</dt><dd>${suppressed.length}</dd></div>` : undefined
  const note =
    hidden > 0 ? html`<p class="faint">${countText(hidden, 'finding')} not shown, by --severity.</p>` : undefined
  const known =
    hiddenKnown > 0
      ? html`<p class="faint">${countText(hiddenKnown, 'known finding')} not shown, by --new-only.</p>`
      : undefined
  return html`<dl class="totals">${cards}${left}</dl>${note}${known}`
}

const imageColumns = [
  { head: 'image', is: 'name' },
  { head: 'platform' },
  { head: 'source' },
  { head: 'layers', is: 'number' },
  { head: 'created' },
  { head: 'id' },
] as const

function imageTable(images: readonly ReportImage[]): Markup {
  const rows = images.slice(0, mostImages).map((image) => ({ cells: imageCells(image) }))
  const caption =
    images.length > rows.length ? `The first ${mostImages} of ${images.length} images` : 'What was scanned'
  return table(caption, imageColumns, rows)
}

function imageCells({ reference, platform, source, layers, created, id, services = [] }: ReportImage): Markup[] {
  const whose = services.length > 0 ? html` (${shorten(services.join(', '), 100)})` : undefined
  return [
    html`<code>${shorten(reference, 300)}</code>${whose}`,
    html`${shorten(platform, 60) || '–'}`,
    html`${shorten(source, 60)}`,
    html`${layers.length}`,
    html`${created ? created.slice(0, 19).replace('T', ' ') : '–'}`,
    html`<code>${id.slice(0, 'sha256:'.length + 12)}</code>`,
  ]
}

/** The files of a Compose project count as an image in the report, but nobody calls them one. */
function whatText(images: readonly ReportImage[]): string {
  const projects = images.filter(({ source }) => source === 'compose').length
  const others = countText(images.length - projects, 'image')
  return projects > 0 ? `${countText(projects, 'Compose project')} and ${others}` : others
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
