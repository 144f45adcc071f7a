import { type ArchiveContents, findBlob } from '../../archive/contents.js'
import type { SourceImage } from '../../source.js'

/**
 * An image as the API describes it, with the layers that an export brought before it broke off without a manifest. They are
 * known only where the export names them by their diff ids.
 */
export function layersThatCame(described: SourceImage, contents: ArchiveContents): SourceImage {
  const layers = described.layers.map((layer) => {
    const entry = findBlob(contents, layer.diffId)
    return entry?.kind === 'blob' ? { ...layer, blob: entry.blob, size: entry.size } : layer
  })
  return { ...described, layers }
}
