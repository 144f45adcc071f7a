import type { Finding, Report } from '../../../findings/finding.js'
import { countText } from '../../amounts.js'
import { shorten } from '../../terminal.js'
import { knownText } from '../../words/known.js'
import { placesOf, type ToldPlace } from '../../words/places.js'
import { titleOf } from '../../words/title.js'
import { html, type Markup } from '../markup.js'
import { facets } from './facets.js'
import { linkList, remedySteps } from './remedy.js'

/** More places than this are counted, not listed. */
const mostPlaces = 50
/** No string from an image takes more room than so many characters. */
const longest = 600

/** One finding with its story and its remedy; `sameRemedy` is the number of an earlier one with the same advice. */
export function findingArticle(report: Report, finding: Finding, number: number, sameRemedy?: number): Markup {
  const { severity, remedy } = finding
  const advice =
    sameRemedy === undefined
      ? html`<p><strong>${shorten(remedy.summary, longest)}</strong></p>\n${remedySteps(remedy)}`
      : html`<p>As for <a href="#finding-${sameRemedy}">number ${sameRemedy}</a>.</p>`
  return html`<article class="finding ${severity}" id="finding-${number}" aria-labelledby="title-${number}" ${facets(finding, number)}>
<h3 id="title-${number}">${number}. <span class="mark ${severity}">${severity}</span> ${shorten(titleOf(finding), longest)}</h3>
${factList(finding)}
<h4>Where it is, and how it got there</h4>
${placeList(report, finding)}
<h4>What to do</h4>
${advice}
${linkList(remedy.links)}
</article>
`
}

function factList(finding: Finding): Markup {
  const { secret, id, confidence, reasons } = finding
  const known = knownText(finding)
  const shown = html`<code>${shorten(secret.value ?? secret.masked, longest)}</code> <span class="faint">(${secret.length} bytes)</span>`
  return html`<dl class="facts">
<dt>secret</dt><dd>${shown}</dd>
<dt>confidence</dt><dd>${confidence}</dd>
${reasons.length > 0 ? html`<dt>why</dt><dd>${shorten(reasons.join('; '), longest)}</dd>` : undefined}
${known === undefined ? undefined : html`<dt>known</dt><dd>${shorten(known, longest)}</dd>`}
<dt>id</dt><dd><code>${id}</code></dd>
</dl>`
}

function placeList(report: Report, finding: Finding): Markup {
  const { told, more } = placesOf(report, finding, mostPlaces)
  const rest = more > 0 ? html`<li>and ${countText(more, 'more place')}; the JSON report lists all</li>` : undefined
  return html`<ul class="places">${told.map(placeItem)}${rest}</ul>`
}

function placeItem({ place, story }: ToldPlace): Markup {
  const sentences = story.map(
    ({ lead, quote }) =>
      html`<li>${lead}${quote === undefined ? undefined : html`<code>${shorten(quote, longest)}</code>`}</li>\n`,
  )
  const list = sentences.length > 0 ? html`<ul>${sentences}</ul>` : undefined
  return html`<li><code class="place">${shorten(place, longest)}</code>${list}</li>\n`
}
