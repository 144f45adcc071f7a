import type { Report, SuppressedFinding } from '../../../findings/finding.js'
import { countText } from '../../amounts.js'
import { shorten } from '../../terminal.js'
import { placeOf } from '../../words/place.js'
import { titleOf } from '../../words/title.js'
import { coverageText } from '../../words/totals.js'
import { html, type Markup } from '../markup.js'
import { table } from './table.js'

/** More rows than this are counted, not listed. */
const mostRows = 1_000
/** No string from an image takes more room than so many characters. */
const longest = 300

/** The findings that do not count, each with the reason. */
export function suppressedSection(report: Report): Markup | undefined {
  const { suppressed } = report
  if (suppressed.length === 0) return undefined
  const caption = `${countText(suppressed.length, 'finding')}, not counted in the totals and the exit code`
  const columns = [{ head: 'what', is: 'name' }, { head: 'where' }, { head: 'because' }, { head: 'id' }] as const
  const rows = suppressed.slice(0, mostRows).map((finding) => ({ cells: suppressedCells(report, finding) }))
  return html`<section aria-labelledby="suppressed"><h2 id="suppressed">Suppressed</h2>
${table(caption, columns, rows)}
${restText(suppressed.length)}
</section>`
}

function suppressedCells(report: Report, finding: SuppressedFinding): Markup[] {
  const [first] = finding.occurrences
  return [
    html`${shorten(titleOf(finding), longest)}`,
    html`<code>${shorten(first ? placeOf(report, first) : '', longest)}</code>`,
    html`${shorten(finding.reason, longest)}`,
    html`<code>${finding.id}</code>`,
  ]
}

/** How much was read, and what was not. */
export function coverageSection(report: Report): Markup {
  const { gaps } = report.coverage
  const columns = [{ head: 'kind' }, { head: 'where', is: 'name' }, { head: 'because' }] as const
  const rows = gaps.slice(0, mostRows).map(({ kind, where, reason }) => ({
    cells: [html`${kind}`, html`<code>${shorten(where, longest)}</code>`, html`${shorten(reason, longest)}`],
  }))
  const told =
    gaps.length === 0
      ? html`<p>Nothing was left out.</p>`
      : html`${table('What was not read, or not opened', columns, rows)}${restText(gaps.length)}`
  return html`<section aria-labelledby="coverage"><h2 id="coverage">Coverage</h2>
<p>${coverageText(report)}.</p>
${told}
</section>`
}

function restText(count: number): Markup | undefined {
  return count > mostRows ? html`<p>and ${count - mostRows} more; the JSON report lists all.</p>` : undefined
}
