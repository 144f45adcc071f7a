import { exposures, type Report, severities } from '../../../findings/finding.js'
import { shorten } from '../../terminal.js'
import { asWritten } from '../../words/instruction.js'
import { html, type Markup } from '../markup.js'
import { layerName } from './facets.js'

/** Controls that choose among the findings. They are hidden until the script is there to make them work. */
export function filterForm(report: Report): Markup {
  const occurrences = report.findings.flatMap((finding) => finding.occurrences)
  const found = new Set(report.findings.map(({ severity }) => severity))
  const boxes = severities
    .filter((severity) => found.has(severity))
    .map(
      (severity) =>
        html`<label><input type="checkbox" name="severity" value="${severity}" checked> ${severity}</label>\n`,
    )
  const present = new Set(occurrences.map(({ exposure }) => exposure))
  const places = exposures.filter((exposure) => present.has(exposure)).map((exposure) => option(exposure, exposure))
  return html`<form id="filters" aria-label="Filter the findings" hidden>
<fieldset><legend>Severity</legend>
${boxes}</fieldset>
<label>Exposure<select name="exposure">${option('', 'all')}${places}</select></label>
<label>Layer<select name="layer">${option('', 'all')}${layerOptions(report)}</select></label>
<label>Text<input type="search" name="text" autocomplete="off"></label>
<button type="reset">Show all</button>
<output id="told" aria-live="polite"></output>
</form>`
}

function layerOptions(report: Report): Markup[] {
  const names = new Set(
    report.findings.flatMap(({ occurrences }) => occurrences.map(({ image, layer }) => layerName(image, layer))),
  )
  const own = names.has('own') ? [option('own', "the image's own data")] : []
  const several = report.images.length > 1
  const layers = report.images.flatMap(({ reference, layers }, image) =>
    layers
      .filter(({ index }) => names.has(layerName(image, index)))
      .map(({ index, instruction = '' }) => {
        const of = several ? ` of ${shorten(reference, 40)}` : ''
        return option(layerName(image, index), `${index + 1}${of}: ${shorten(asWritten(instruction), 60)}`)
      }),
  )
  return [...own, ...layers]
}

function option(value: string, text: string): Markup {
  return html`<option value="${value}">${text}</option>\n`
}
