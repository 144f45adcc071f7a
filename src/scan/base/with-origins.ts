import type { Occurrence } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import type { FoundBase } from './find-base.js'

/** Tells each candidate whether the base image brought it, as far as its layer or its instruction tells. */
export function withOrigins(placed: PlacedCandidate[], base: FoundBase | undefined): PlacedCandidate[] {
  if (base === undefined) return placed
  const { isGuess, name } = base.told
  return placed.map((one) => {
    const isBase = comesFromBase(one.occurrence, base)
    if (isBase === undefined) return one
    const origin = isBase ? ('base' as const) : ('own' as const)
    const sure = isBase && !isGuess ? { base: name ?? '' } : {}
    return { ...one, ...sure, occurrence: { ...one.occurrence, origin } }
  })
}

function comesFromBase({ layer, instruction }: Occurrence, { told, rows }: FoundBase): boolean | undefined {
  if (layer !== undefined) return told.layers === undefined ? undefined : layer < told.layers
  return instruction === undefined || rows === undefined ? undefined : instruction.index < rows
}
