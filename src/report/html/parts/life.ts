import type { Finding } from '../../../findings/finding.js'

/** What a layer does to a secret. */
export type Deed = 'written' | 'deleted' | 'overwritten'

/** What is true of a secret from one layer to the next: whether a container of these layers would see the file. */
export type State = 'visible' | 'hidden'

/** A secret's life in one image. `own`: the image itself names it, in its configuration or history. */
export type Life = {
  own: boolean
  deeds(layer: number): Deed[]
  /** Once this layer lies on top; undefined if no file holds the secret yet. */
  after(layer: number): State | undefined
}

type Span = { from: number; to: number }

/**
 * Follows a finding through the layers of an image: in which it is written, from which to which a container sees it, which one deletes or
 * overwrites it, and that it stays in the image after that.
 */
export function lifeOf({ occurrences }: Finding, image: number): Life {
  const here = occurrences.filter((occurrence) => occurrence.image === image)
  const spans = here.flatMap(({ layer, state, endedBy }): Span[] => {
    if (layer === undefined || state === undefined) return []
    return [{ from: layer, to: state === 'live' ? Number.POSITIVE_INFINITY : (endedBy ?? layer + 1) }]
  })
  const deeds = new Map<number, Set<Deed>>()
  const note = (layer: number | undefined, deed: Deed) => {
    if (layer !== undefined) deeds.set(layer, (deeds.get(layer) ?? new Set()).add(deed))
  }
  for (const { layer } of here) note(layer, 'written')
  for (const { state, endedBy } of here) if (state && state !== 'live') note(endedBy, state)
  return {
    own: here.some(({ layer }) => layer === undefined),
    deeds: (layer) => [...(deeds.get(layer) ?? [])],
    after: (layer) => stateAfter(spans, layer),
  }
}

function stateAfter(spans: readonly Span[], layer: number): State | undefined {
  const begun = spans.filter(({ from }) => from <= layer)
  if (begun.some(({ to }) => layer < to)) return 'visible'
  return begun.length > 0 ? 'hidden' : undefined
}
