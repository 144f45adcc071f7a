import { readDockerArchiveManifest } from '../../../image/docker-archive-manifest.js'
import { formatPlatform, platformMatches, readPlatform } from '../../../image/platform.js'
import { findEntry, parseJson } from '../contents.js'
import { addImage, configEntry } from './image-of-config.js'
import { addNote, type Resolution } from './resolution.js'

/** Images that one archive can name at most; `docker save` of a whole engine stays far below. */
const IMAGE_LIMIT = 5000

/**
 * Adds the images of `manifest.json`, whose values are paths in the archive. Gives the hashes of all configs that it names, taken
 * or not; undefined if there is no such document.
 */
export function resolveDockerManifest(resolution: Resolution): Set<string> | undefined {
  const entry = findEntry(resolution.contents, 'manifest.json')
  const items = entry?.kind === 'json' ? parseJson(entry) : undefined
  if (entry?.kind !== 'json' || !Array.isArray(items)) return undefined
  resolution.named.add(entry)
  const images = readDockerArchiveManifest(items)
  const configs = new Set<string>()
  if (images.length > IMAGE_LIMIT) {
    const reason = `the archive names ${images.length} images; the first ${IMAGE_LIMIT} are taken`
    resolution.gaps.push({ kind: 'limit', where: 'manifest.json', reason })
  }
  for (const { config: configPath, layers: layerPaths, repoTags: tags } of images.slice(0, IMAGE_LIMIT)) {
    const config = configEntry(resolution, configPath)
    if (config) {
      configs.add(config.sha256)
      resolution.named.add(config)
      const platform = readPlatform(parseJson(config))
      if (resolution.platform && platform && !platformMatches(platform, resolution.platform)) {
        addNote(resolution, `platform ${formatPlatform(platform)} was not asked for`)
        continue
      }
    }
    addImage(resolution, { configPath, layerPaths, tags, source: 'docker-archive' })
  }
  return configs
}
