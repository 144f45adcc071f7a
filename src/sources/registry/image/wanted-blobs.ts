import { cacheParts } from '../../../image/build-cache.js'
import type { Descriptor } from '../../../image/descriptor.js'
import type { Manifest } from '../../../image/manifest.js'

/** Layers that are kept elsewhere, by those who may hand them out (https://github.com/opencontainers/image-spec/blob/main/layer.md#non-distributable-layers). */
export function isForeign({ mediaType }: Descriptor): boolean {
  return mediaType.includes('.foreign.') || mediaType.includes('.nondistributable.')
}

/** The blobs that manifests name, each once: configs first, then the rest, the largest first. */
export function wantedBlobs(manifests: Iterable<Manifest>): { configs: Descriptor[]; others: Descriptor[] } {
  const configs = new Map<string, Descriptor>()
  const others = new Map<string, Descriptor>()
  for (const manifest of manifests) {
    const isCache = manifest.kind === 'build-cache'
    const { config, layers } = isCache ? cacheParts(manifest) : manifest
    if (config) configs.set(config.digest, config)
    for (const layer of layers) others.set(layer.digest, layer)
  }
  const rest = [...others.values()].filter(({ digest }) => !configs.has(digest))
  return { configs: [...configs.values()], others: rest.sort((a, b) => (b.size ?? 0) - (a.size ?? 0)) }
}
