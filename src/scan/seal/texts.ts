import { resolveOverlaps } from '../../detect/overlap.js'
import { toByteString } from '../../findings/byte-string.js'
import type { Exposure, Instruction, Occurrence } from '../../findings/finding.js'
import { groupBy } from '../../findings/group-by.js'
import { maskText, type Range } from '../../findings/mask.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import type { Seal } from '../../findings/seal/seal.js'
import type { Sighting } from '../../inspect/sighting.js'
import type { ScanTools } from '../tools.js'
import type { NameMask } from './name-mask.js'

/** Sightings of one image or document, those that are about the same bytes made one, without those that are not to be told. */
export function resolveSightings(sightings: readonly Sighting[], tools: ScanTools): Sighting[] {
  const units = groupBy(sightings, (sighting) => sighting.unit)
  return [...units.values()].flatMap((ofUnit) => resolveOverlaps(ofUnit, tools.table)).filter(tools.isTold)
}

/** The instruction that writes a field of the config, by the field's exposure. */
const keywords: Partial<Record<Exposure, string>> = {
  env: 'ENV',
  label: 'LABEL',
  command: 'CMD',
  entrypoint: 'ENTRYPOINT',
  healthcheck: 'HEALTHCHECK',
}

/** Tells a field of the config the row of the history that set it: the last one of its instruction with the same secret in it. */
export function attributeToRows(sightings: readonly Sighting[], rows: readonly string[]): Sighting[] {
  const bySecret = groupBy(
    sightings.filter((one) => one.row !== undefined),
    (one) => one.secret,
  )
  return sightings.map((one) => {
    const keyword = keywords[one.exposure]
    if (keyword === undefined || one.row !== undefined) return one
    const writes = new RegExp(`^(?:/bin/sh -c #\\(nop\\) +)?${keyword}\\b`)
    const setter = bySecret.get(one.secret)?.findLast(({ row }) => writes.test(rows[row!] ?? ''))
    return setter ? { ...one, row: setter.row! } : one
  })
}

/** The rows' `created_by`, every recorded range masked. */
export function maskRows(rows: readonly string[], sightings: readonly Sighting[]): Instruction[] {
  const ranges: ReadonlyMap<string, Range[]> = groupBy(sightings, (sighting) => sighting.unit)
  return rows.map((row, index) => ({
    index,
    text: maskText(toByteString(row), ranges.get(`history[${index}].created_by`) ?? []),
  }))
}

export type TextPlace = {
  image: number
  instructions: readonly Instruction[]
  /** The layer that a row of the history made, if it made one. */
  layerOfRow: (row: number) => number | undefined
}

/** Seals a sighting and gives it its place in the image. */
export async function placeSighting(
  sighting: Sighting,
  place: TextPlace,
  seal: Seal,
  maskName: NameMask,
): Promise<PlacedCandidate> {
  const { exposure, key, row, via } = sighting
  const occurrence: Occurrence = { image: place.image, exposure }
  const instruction = row === undefined ? undefined : place.instructions[row]
  const layer = row === undefined ? undefined : place.layerOfRow(row)
  if (layer !== undefined) occurrence.layer = layer
  if (instruction) occurrence.instruction = instruction
  if (key !== undefined) occurrence.key = maskName(key)
  if (via?.length) occurrence.via = via
  const { key: _, via: _via, ...candidate } = await seal(sighting)
  return { candidate, occurrence }
}
