import type { Detector } from '../detect/detector.js'
import type { Candidate } from '../findings/candidate.js'
import type { Exposure } from '../findings/finding.js'
import type { Sighting } from './sighting.js'

/** A part of a unit's text that has a meaning of its own: an argument's value, a variable's. */
export type Region = { start: number; end: number; exposure: Exposure; key?: string; candidates: Candidate[] }

/**
 * The sightings of one unit: what inspectors found in its regions, and what the detector found in the whole of it. The detector's
 * belong to the region in which they start, else to `exposure` and `key`. Offsets refer to `text`.
 */
export function sightUnit(
  text: string,
  detector: Detector,
  place: { unit: string; exposure: Exposure; key?: string; row?: number },
  regions: Region[],
): Sighting[] {
  const { unit, row } = place
  const base = row === undefined ? { unit } : { unit, row }
  const out: Sighting[] = []
  const closed: Region[] = []
  for (const region of regions) {
    for (const found of region.candidates) {
      out.push({ ...found, ...keyed(region.key ?? found.key ?? place.key), ...base, exposure: region.exposure })
      if (found.signature === 'throw-away-client-key') closed.push(region)
    }
  }
  for (const found of detector.inText(text)) {
    // What is inside a throw-away configuration is thrown away with it.
    if (closed.some((region) => region.start <= found.start && found.start < region.end)) continue
    const region = regions.find((one) => one.start <= found.start && found.start < one.end)
    const key = region?.key ?? place.key ?? found.key
    out.push({ ...found, ...keyed(key), ...base, exposure: region?.exposure ?? place.exposure })
  }
  return out
}

function keyed(key: string | undefined): { key?: string } {
  return key === undefined ? {} : { key }
}
