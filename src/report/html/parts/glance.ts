import type { Finding, Report } from '../../../findings/finding.js'
import { countText } from '../../amounts.js'
import { shorten } from '../../terminal.js'
import { placeOf } from '../../words/place.js'
import { titleOf } from '../../words/title.js'
import { html, type Markup } from '../markup.js'
import { facets } from './facets.js'
import { type Row, table } from './table.js'

const columns = [
  { head: '#', is: 'number' },
  { head: 'severity' },
  { head: 'what', is: 'name' },
  { head: 'where' },
  { head: 'confidence' },
] as const

/** All findings in a table, worst first, each with a link to its story. */
export function glanceTable(report: Report): Markup {
  return table(
    'All findings, worst first',
    columns,
    report.findings.map((finding, at) => row(report, finding, at + 1)),
  )
}

function row(report: Report, finding: Finding, number: number): Row {
  const { severity, confidence, occurrences, known } = finding
  const [first, ...more] = occurrences
  const others =
    more.length > 0 ? html` <span class="faint">and ${countText(more.length, 'more place')}</span>` : undefined
  return {
    attributes: facets(finding, number),
    cells: [
      html`${number}`,
      html`<span class="mark ${severity}">${severity}</span>`,
      html`<a href="#finding-${number}">${shorten(titleOf(finding), 120)}</a>${known && html` <span class="tag">known</span>`}`,
      html`<code>${shorten(first ? placeOf(report, first) : '', 160)}</code>${others}`,
      html`${confidence}`,
    ],
  }
}
