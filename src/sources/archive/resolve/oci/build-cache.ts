import { cacheParts, orderCacheLayers } from '../../../../image/build-cache.js'
import type { SourceLayer } from '../../../source.js'
import { type BlobEntry, findBlob, type JsonEntry, parseJson } from '../../contents.js'
import { lack } from '../lack.js'
import { markAsked, type Resolution } from '../resolution.js'
import type { ManifestFound } from './manifests.js'

/**
 * Adds a build cache that BuildKit exported (`--cache-to type=local` or `registry`, as an image manifest or an index) as an image of its
 * own: layers of all stages, also of those that reach no image. The config holds digests only, so there is no history.
 */
export function addBuildCache(resolution: Resolution, { descriptor, manifest, root }: ManifestFound): number {
  const { contents, images, documents, named, reference, source } = resolution
  const { config, layers } = cacheParts(manifest)
  const entry = config && findBlob(contents, config.digest)
  markAsked(resolution, [descriptor, ...(config ? [config] : []), ...layers])
  const json = entry?.kind === 'json' ? parseJson(entry) : undefined
  if (entry?.kind === 'json') named.add(entry)
  else if (config) resolution.lacks.push(lack.config(reference, config.digest))
  const ordered = orderCacheLayers(json, layers)
  const image = images.push({
    reference,
    source: `${source} (build cache)`,
    id: entry?.kind === 'json' ? `sha256:${entry.sha256}` : 'unknown',
    digest: descriptor.digest,
    platform: 'unknown',
    tags: root.tags,
    config: {},
    layers: ordered.map((layer) => layerOf(resolution, layer)),
    parents: ordered.map(({ parent }) => parent),
  })
  if (json !== undefined && config) {
    documents.push({
      image: image - 1,
      exposure: 'build-cache',
      name: config.digest,
      content: { kind: 'json', value: json },
    })
  }
  const missing = ordered.filter(({ digest }) => !findBlob(contents, digest)).map(({ digest }) => digest)
  if (missing.length > 0) resolution.lacks.push(lack.layers(reference, missing))
  return image - 1
}

function layerOf(
  { contents, jsonLayers, asked }: Resolution,
  { digest, descriptor }: ReturnType<typeof orderCacheLayers>[number],
): SourceLayer {
  const entry: BlobEntry | JsonEntry | undefined = findBlob(contents, digest)
  if (entry) asked.add(entry.blob)
  if (entry?.kind === 'json') jsonLayers.add(entry)
  const size = entry?.kind === 'json' ? entry.text.length : entry?.size
  return {
    ...(entry && { blob: entry.blob }),
    diffId: descriptor?.annotations.get('containerd.io/uncompressed') ?? '',
    ...(digest && { digest }),
    ...(size !== undefined && { size }),
  }
}
