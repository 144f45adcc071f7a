import { readDockerArchiveManifest } from '../../../image/docker-archive-manifest.js'
import { onePlatform, platformMatches, readPlatform } from '../../../image/platform.js'
import { findEntry, parseJson } from '../contents.js'
import { addImage, configEntry, leavePaths } from './image-of-config.js'
import { hasTag } from './oci/roots.js'
import { platformName, type Resolution } from './resolution.js'

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
  const asked = onePlatform(resolution.platform)
  for (const { config: configPath, layers: layerPaths, repoTags: tags } of images.slice(0, IMAGE_LIMIT)) {
    if (!isChosen(resolution, tags)) continue
    const config = configEntry(resolution, configPath)
    if (config) {
      configs.add(config.sha256)
      resolution.named.add(config)
      const platform = readPlatform(parseJson(config))
      if (asked && platform && !platformMatches(platform, asked)) {
        resolution.unaskedPlatforms.add(platformName(platform))
        leavePaths(resolution, layerPaths)
        continue
      }
    }
    addImage(resolution, { configPath, layerPaths, tags, source: 'docker-archive' })
  }
  return configs
}

/** Digests are the index's to know. */
function isChosen(resolution: Resolution, tags: readonly string[]): boolean {
  const { choice } = resolution
  if (!choice) return true
  for (const tag of tags) resolution.tags.add(tag)
  const is = 'tag' in choice && tags.some((name) => hasTag(name, choice.tag))
  resolution.isChosenThere ||= is
  return is
}
