import type { Finding, Report, ReportImage, ReportLayer } from '../../../findings/finding.js'
import { bytesText, countText } from '../../amounts.js'
import { shorten } from '../../terminal.js'
import { asWritten } from '../../words/instruction.js'
import { titleOf } from '../../words/title.js'
import { html, type Markup } from '../markup.js'
import { type Deed, type Life, lifeOf, type State } from './life.js'

/** A drawing shows at most so many secrets (the worst), layers and images; the rest is in the lists. */
const mostColumns = 24
const mostRows = 150
const mostImages = 20

type Column = { number: number; finding: Finding; life: Life }

const signs: Record<Deed, { sign: string; said: string }> = {
  written: { sign: '●', said: 'written here' },
  deleted: { sign: '✕', said: 'deleted here' },
  overwritten: { sign: '◐', said: 'overwritten here' },
}
const states: Record<State, string> = { visible: 'visible', hidden: 'hidden, still in the image' }

/** The layers of each image as a stack, the last one on top, with a column for each secret: where it is written, seen, deleted and hidden. */
export function layersSection(report: Report): Markup {
  const drawn = report.images.flatMap((image, index) => {
    // A Compose project's files count as an image, but there is nothing to draw of them.
    const columns = image.source === 'compose' ? [] : columnsOf(report, index)
    return columns.length > 0 ? [{ image, columns }] : []
  })
  const more = drawn.length - mostImages
  const stacks = drawn.slice(0, mostImages).map(({ image, columns }) => stackOf(image, columns))
  return html`<section aria-labelledby="layers"><h2 id="layers">Layers</h2>
${drawn.length === 0 ? html`<p>No layer holds a finding.</p>` : keyList()}
${stacks}${more > 0 ? html`<p>and ${countText(more, 'more image')}</p>` : undefined}</section>`
}

function columnsOf({ findings }: Report, image: number): Column[] {
  return findings.flatMap((finding, at) =>
    finding.occurrences.some((occurrence) => occurrence.image === image)
      ? [{ number: at + 1, finding, life: lifeOf(finding, image) }]
      : [],
  )
}

function keyList(): Markup {
  const deeds = Object.values(signs).map(
    ({ sign, said }) => html`<li><span aria-hidden="true">${sign}</span> ${said}</li>\n`,
  )
  const lines = Object.entries(states).map(([state, said]) => html`<li class="line ${state}">${said}</li>\n`)
  return html`<p>The last layer is on top. Everything in a layer is in the image that is pushed, whatever a later layer does.</p>
<ul class="key">${deeds}${lines}</ul>`
}

function stackOf({ reference, layers, base }: ReportImage, all: Column[]): Markup {
  const columns = all.slice(0, mostColumns)
  const heads = columns.map(
    ({ number, finding }) =>
      html`<th scope="col"><a href="#finding-${number}" title="${shorten(titleOf(finding), 80)}">${number}<span class="said"> ${shorten(titleOf(finding), 80)}</span></a></th>`,
  )
  const shown =
    layers.length <= mostRows
      ? layers
      : layers.filter(({ index }) => columns.some(({ life }) => life.deeds(index).length > 0))
  const rows = [...shown.slice(0, mostRows)].reverse().map((layer) => layerRow(layer, columns, base))
  const left = layers.length - Math.min(shown.length, mostRows)
  const label = `Layers of ${shorten(reference, 120)}`
  const omitted = [
    ...(all.length > columns.length ? [countText(all.length - columns.length, 'more finding')] : []),
    ...(left > 0 ? [countText(left, 'layer')] : []),
  ].join(' and ')
  return html`<div class="wide" tabindex="0" role="region" aria-label="${label}"><table class="stack">
<caption>${label}${omitted === '' ? '' : `, without ${omitted}`}</caption>
<thead><tr><th scope="col"><span class="said">layer</span></th>${heads}</tr></thead>
<tbody>
${ownRow(columns)}${rows}</tbody></table></div>
`
}

function ownRow(columns: readonly Column[]): Markup | undefined {
  if (!columns.some(({ life }) => life.own)) return undefined
  const cells = columns.map(({ life }) => (life.own ? cell(['written']) : html`<td></td>`))
  return html`<tr><th scope="row" class="own">configuration, history and documents</th>${cells}</tr>\n`
}

function layerRow(
  { index, size, instruction = '' }: ReportLayer,
  columns: readonly Column[],
  base: ReportImage['base'],
): Markup {
  const written = instruction === '' ? undefined : html`<br><code>${shorten(asWritten(instruction), 110)}</code>`
  const cells = columns.map(({ life }) => cell(life.deeds(index), life.after(index - 1), life.after(index)))
  const whose = base?.layers !== undefined && index < base.layers ? baseNote(base) : undefined
  const head = html`<strong>layer ${index + 1}</strong> <span class="faint">${bytesText(size)}</span>${whose}${written}`
  return html`<tr><th scope="row"${whose && html` class="base"`}>${head}</th>${cells}</tr>\n`
}

function baseNote({ name, isGuess }: NonNullable<ReportImage['base']>): Markup {
  const shown = name ? html` <code>${shorten(name, 80)}</code>` : undefined
  return html` <span class="of">of the base image${shown}${isGuess ? ' (a guess)' : ''}</span>`
}

/** What the layer does to the secret, on the line that leads from the state before it, below, to the one after it. */
function cell(deeds: readonly Deed[], before?: State, after?: State): Markup {
  const lines = [before && `below-${before}`, after && `above-${after}`].filter(Boolean).join(' ')
  const said = deeds.length > 0 ? deeds.map((deed) => signs[deed].said).join(', ') : after && states[after]
  if (said === undefined) return html`<td></td>`
  const sign = deeds.map((deed) => signs[deed].sign).join('')
  const shown = sign === '' ? undefined : html`<span class="sign" aria-hidden="true">${sign}</span>`
  return html`<td class="${lines}">${shown}<span class="said">${said}</span></td>`
}
