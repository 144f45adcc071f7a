import type { Finding } from '../../../findings/finding.js'
import { html, type Markup } from '../markup.js'

/** The layer of an occurrence as the filters name it; `own` is what the image says of itself. */
export function layerName(image: number, layer: number | undefined): string {
  return layer === undefined ? 'own' : `${image}:${layer}`
}

/** What the filters go by, as attributes of everything that shows a finding. */
export function facets({ severity, occurrences }: Finding, number: number): Markup {
  const exposures = [...new Set(occurrences.map(({ exposure }) => exposure))].join(' ')
  const layers = [...new Set(occurrences.map(({ image, layer }) => layerName(image, layer)))].join(' ')
  return html`data-finding="${number}" data-severity="${severity}" data-exposures="${exposures}" data-layers="${layers}"`
}
