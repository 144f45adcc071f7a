import { type Descriptor, isDigest } from './descriptor.js'
import { fieldOf, listOf, textOf } from './json-shape.js'
import type { Manifest } from './manifest.js'

/** Media type of the config of a build cache that BuildKit exported. */
export const cacheConfigType = 'application/vnd.buildkit.cacheconfig.v0'

/**
 * A layer of a build cache. `parent`: index, in the same list, of the layer that it was made upon; -1 for none. A parent stands
 * before its children. `digest` is '' if the config tells none.
 */
export type CacheLayer = { digest: string; parent: number; descriptor?: Descriptor }

/** The config and the layers that a cache's manifest names; its index form names both as if they were manifests. */
export function cacheParts({ config, layers, manifests }: Manifest): { config?: Descriptor; layers: Descriptor[] } {
  const isConfig = ({ mediaType }: Descriptor) => mediaType === cacheConfigType
  const own = config && isConfig(config) ? config : manifests.find(isConfig)
  return { layers: [...layers, ...manifests.filter((one) => !isConfig(one))], ...(own && { config: own }) }
}

/**
 * The layers of a build cache in an order in which they can be put upon each other. A manifest sorts them by digest; only the
 * config tells the order: `layers[].{blob, parent}`, where a parent is an index, -1 is none, and 0 is left out
 * (https://github.com/moby/buildkit/blob/master/cache/remotecache/v1/spec.go). Layers that the config does not name stand alone.
 */
export function orderCacheLayers(config: unknown, layers: readonly Descriptor[]): CacheLayer[] {
  const byDigest = new Map(layers.map((descriptor) => [descriptor.digest, descriptor]))
  const named = listOf(config, 'layers').map((layer) => ({ digest: digestOf(layer), parent: parentOf(layer) }))
  const children = new Map<number, number[]>()
  for (const [index, { parent }] of named.entries()) {
    const place = parent >= 0 && parent < named.length && parent !== index ? parent : -1
    const siblings = children.get(place) ?? []
    siblings.push(index)
    children.set(place, siblings)
  }
  const ordered: CacheLayer[] = []
  const places = new Map<number, number>([[-1, -1]])
  const stack = [...(children.get(-1) ?? [])].reverse().map((index) => ({ index, below: -1 }))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { index, below } = next
    places.set(index, ordered.length)
    ordered.push(layerOf(named[index]!.digest, places.get(below)!, byDigest))
    stack.push(...[...(children.get(index) ?? [])].reverse().map((child) => ({ index: child, below: index })))
  }
  // Parents in a circle, which no honest builder writes, have no root.
  const lost = named.flatMap(({ digest }, index) => (places.has(index) ? [] : [digest]))
  const known = new Set(named.map(({ digest }) => digest))
  const alone = [...lost, ...layers.map(({ digest }) => digest).filter((digest) => !known.has(digest))]
  return [...ordered, ...alone.map((digest) => layerOf(digest, -1, byDigest))]
}

function digestOf(layer: unknown): string {
  const digest = textOf(layer, 'blob')
  return isDigest(digest) ? digest : ''
}

function parentOf(layer: unknown): number {
  const parent = fieldOf(layer, 'parent')
  return Number.isSafeInteger(parent) ? (parent as number) : parent === undefined ? 0 : -1
}

function layerOf(digest: string, parent: number, descriptors: ReadonlyMap<string, Descriptor>): CacheLayer {
  const descriptor = descriptors.get(digest)
  return { digest, parent, ...(descriptor && { descriptor }) }
}
