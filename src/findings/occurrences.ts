import type { Occurrence } from './finding.js'
import { compareExposure } from './rank.js'

/** The occurrences in the report's order, places told twice (by a parser and by the detector, say) made one. */
export function mergeOccurrences(occurrences: readonly Occurrence[]): Occurrence[] {
  const places = new Map<string, Occurrence>()
  for (const occurrence of occurrences) {
    const place = placeOf(occurrence)
    const known = places.get(place)
    places.set(place, known ? { ...occurrence, ...known } : occurrence)
  }
  return withoutNameless([...places.values()]).sort(compareOccurrences)
}

/** Everything that tells places apart; the column does not: a minified line may hold one token a hundred times. */
function placeOf(occurrence: Occurrence): string {
  const { image, exposure, layer, instruction, path, line, key, document, via, compose } = occurrence
  return JSON.stringify([
    image,
    exposure,
    layer,
    instruction?.index,
    path,
    line,
    key,
    document,
    via,
    compose?.path,
    compose?.line,
  ])
}

/** A place told with its key says all that the same place told without one says. */
function withoutNameless(occurrences: Occurrence[]): Occurrence[] {
  const named = new Set(occurrences.filter((one) => one.key !== undefined).map(withoutKey))
  return occurrences.filter((one) => one.key !== undefined || !named.has(withoutKey(one)))
}

function withoutKey(occurrence: Occurrence): string {
  return placeOf({ ...occurrence, key: undefined })
}

function compareOccurrences(a: Occurrence, b: Occurrence): number {
  return (
    a.image - b.image ||
    compareExposure(a.exposure, b.exposure) ||
    (a.layer ?? -1) - (b.layer ?? -1) ||
    (a.instruction?.index ?? -1) - (b.instruction?.index ?? -1) ||
    compareText(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.compose?.path, b.compose?.path) ||
    (a.compose?.line ?? 0) - (b.compose?.line ?? 0) ||
    compareText(a.key, b.key) ||
    compareText(a.document, b.document)
  )
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
