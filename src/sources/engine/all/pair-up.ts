import type { SourceImage } from '../../source.js'

export type Paired = {
  /** In the order of `described`. */
  images: SourceImage[]
  /** Index into `images` by the index of an exported image. */
  places: Map<number, number>
  /** References of the images that the export lacks; they stay as they were described. */
  missing: string[]
}

/**
 * Finds each image that an engine described among those that came in its export: by id, by manifest (the containerd store's ids
 * are those of manifests), else by layers.
 */
export function pairUp(
  described: readonly SourceImage[],
  exported: readonly SourceImage[],
  merge: (exported: SourceImage, described: SourceImage) => SourceImage,
): Paired {
  const paired: Paired = { images: [], places: new Map(), missing: [] }
  for (const image of described) {
    const index = findIn(exported, image, paired.places)
    if (index === undefined) paired.missing.push(image.reference)
    else paired.places.set(index, paired.images.length)
    const found = index === undefined ? undefined : exported[index]
    paired.images.push(found ? merge(found, image) : image)
  }
  return paired
}

function findIn(
  exported: readonly SourceImage[],
  image: SourceImage,
  taken: ReadonlyMap<number, number>,
): number | undefined {
  const wanted = layersOf(image)
  const tests = [
    (other: SourceImage) => other.id === image.id,
    (other: SourceImage) => other.digest === image.id,
    (other: SourceImage) => other.layers.length > 0 && layersOf(other) === wanted,
  ]
  for (const test of tests) {
    const index = exported.findIndex((other, place) => !taken.has(place) && test(other))
    if (index >= 0) return index
  }
  return undefined
}

function layersOf(image: SourceImage): string {
  return image.layers.map((layer) => layer.diffId).join(' ')
}
