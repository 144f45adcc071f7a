import { type Descriptor, readDescriptor } from './descriptor.js'
import { fieldOf, textOf, textsOf } from './json-shape.js'

/** One image of an archive that `docker save` wrote. Paths are relative to the archive's root, as stored. */
export type DockerArchiveImage = {
  config: string
  repoTags: string[]
  /** Lowest first. */
  layers: string[]
  /** Descriptors of layers by diff id; only newer engines with a graph driver write them. */
  layerSources: ReadonlyMap<string, Descriptor>
}

/**
 * Reads the `manifest.json` of a `docker save` archive
 * (https://github.com/moby/moby/blob/master/image/spec/spec.md, "Combined Image JSON + Filesystem Changeset Format"): an array of
 * images. What is no image is left out; never throws.
 */
export function readDockerArchiveManifest(json: unknown): DockerArchiveImage[] {
  const images = Array.isArray(json) ? json : []
  return images.flatMap((image: unknown) => {
    const read = {
      config: textOf(image, 'Config'),
      repoTags: textsOf(image, 'RepoTags'),
      layers: textsOf(image, 'Layers'),
      layerSources: layerSourcesOf(fieldOf(image, 'LayerSources')),
    }
    return read.config === '' && read.layers.length === 0 ? [] : [read]
  })
}

function layerSourcesOf(json: unknown): Map<string, Descriptor> {
  const sources = new Map<string, Descriptor>()
  if (typeof json !== 'object' || json === null) return sources
  for (const [diffId, value] of Object.entries(json)) {
    const descriptor = readDescriptor(value)
    if (descriptor !== undefined) sources.set(diffId, descriptor)
  }
  return sources
}
