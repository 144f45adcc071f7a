import type { PlacedCandidate } from '../../findings/merge.js'
import type { SealedLayer } from '../seal/sealed-layer.js'
import { type FilePlaces, placeFiles } from './files.js'

/** Layers of all stacks together, at most: each stack is looked through from its lowest layer on. */
const stackedLayersLimit = 20_000

/**
 * Places what was found in a build cache, whose layers are a tree: each branch is a stack of its own, as one build stage had it. A file that
 * any stack still shows is live. `gaps`: what a limit cut off, in words.
 */
export function placeCacheFiles(
  places: FilePlaces,
  parents: readonly number[],
  limit = stackedLayersLimit,
): { placed: PlacedCandidate[]; gaps: string[] } {
  const merged = new Map<string, PlacedCandidate>()
  const numbers = new Map<object, number>()
  const place = (stack: readonly number[]) => {
    for (const one of placeStack(places, stack)) add(merged, one, numberOf(numbers, one.candidate))
  }
  const { depths, holds } = measure(places.layers, parents)
  const below = new Set(parents)
  const covered = new Set<number>()
  let left = limit
  let dropped = 0
  for (const top of parents.keys()) {
    if (below.has(top) || !holds[top]) continue
    left -= depths[top]!
    if (left < 0) dropped++
    else {
      const stack = stackOf(top, parents)
      for (const layer of stack) covered.add(layer)
      place(stack)
    }
  }
  // Nothing is lost of what was found, only how long it lived.
  for (const [layer, scan] of places.layers.entries()) if (hasFound(scan) && !covered.has(layer)) place([layer])
  const reason = `the lives of files in ${dropped} of the branches of the build cache are not known`
  return { placed: [...merged.values()], gaps: dropped > 0 ? [reason] : [] }
}

/** For each layer how many stand in its stack up to it, and whether something was found in one of them. */
function measure(layers: FilePlaces['layers'], parents: readonly number[]): { depths: number[]; holds: boolean[] } {
  const depths: number[] = []
  const holds: boolean[] = []
  for (const [layer, parent] of parents.entries()) {
    depths.push(1 + (depths[parent] ?? 0))
    holds.push(hasFound(layers[layer]) || (holds[parent] ?? false))
  }
  return { depths, holds }
}

/** The way to a layer from the lowest. A parent stands before its children, so it ends. */
function stackOf(top: number, parents: readonly number[]): number[] {
  const stack: number[] = []
  for (let at = top; at >= 0; at = Math.min(parents[at]!, at - 1)) stack.push(at)
  return stack.reverse()
}

function hasFound(layer: SealedLayer | undefined): boolean {
  return layer !== undefined && (layer.found.length > 0 || layer.links.length > 0)
}

function placeStack({ image, layers }: FilePlaces, stack: readonly number[]): PlacedCandidate[] {
  const placed = placeFiles({ image, layers: stack.map((layer) => layers[layer]), instructionOfLayer: () => undefined })
  return placed.map(({ occurrence, ...one }) => {
    const { layer, endedBy, ...rest } = occurrence
    return {
      ...one,
      occurrence: {
        ...rest,
        exposure: 'build-cache',
        ...(layer !== undefined && { layer: stack[layer]! }),
        ...(endedBy !== undefined && { endedBy: stack[endedBy]! }),
      },
    }
  })
}

/** Of the same in several stacks, the one that lives counts; it is excused only if it is so in all of them. */
function add(merged: Map<string, PlacedCandidate>, one: PlacedCandidate, candidate: number): void {
  const { layer, path } = one.occurrence
  const key = JSON.stringify([candidate, layer, path])
  const known = merged.get(key)
  if (!known) {
    merged.set(key, one)
    return
  }
  const { excuse, ...kept } = one.occurrence.state === 'live' ? one : known
  merged.set(key, excuse && known.excuse && one.excuse ? { ...kept, excuse } : kept)
}

function numberOf(numbers: Map<object, number>, candidate: object): number {
  const known = numbers.get(candidate) ?? numbers.size
  numbers.set(candidate, known)
  return known
}
