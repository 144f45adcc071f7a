import { attestedDigest, type Descriptor } from '../../../../image/descriptor.js'
import type { SourceLayer } from '../../../source.js'
import { type BlobEntry, findBlob } from '../../contents.js'
import type { Resolution } from '../resolution.js'
import type { ManifestFound } from './manifests.js'

/**
 * Adds what a registry keeps that is no image (a Helm chart, a WASM module, files) as an image whose layers are its files. Gives its index;
 * undefined for what is about an image, or holds documents alone.
 */
export function addArtifact(resolution: Resolution, { descriptor, manifest, root }: ManifestFound): number | undefined {
  const { contents, images, reference, source } = resolution
  if (attestedDigest(descriptor) !== undefined || manifest.subject !== undefined) return undefined
  const layers = manifest.layers.flatMap((layer) => layerOf(layer, findBlob(contents, layer.digest)))
  if (layers.length === 0) return undefined
  const type = manifest.artifactType || manifest.config?.mediaType || ''
  const image = images.push({
    reference,
    source: `${source} (artifact${type && ` ${type}`})`,
    id: manifest.config?.digest ?? descriptor.digest,
    digest: descriptor.digest,
    platform: 'unknown',
    tags: root.tags,
    config: {},
    layers,
  })
  return image - 1
}

function layerOf({ digest, annotations }: Descriptor, entry: BlobEntry | { kind: 'json' } | undefined): SourceLayer[] {
  if (entry?.kind !== 'blob') return []
  const title = annotations.get('org.opencontainers.image.title')
  return [{ blob: entry.blob, diffId: '', digest, size: entry.size, ...(title && { title }) }]
}
