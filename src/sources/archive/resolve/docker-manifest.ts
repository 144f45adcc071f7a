import { arrayOf, isRecord, stringsOf, textOf } from '../../json-shape.js'
import { findEntry, parseJson } from '../contents.js'
import { addImage, configEntry, platformOf } from './image-of-config.js'
import { isPlatform } from './match-platform.js'
import { addNote, type Resolution } from './resolution.js'

export const DOCKER_ARCHIVE = 'docker-archive'

/** Images that one archive can name at most; `docker save` of a whole engine stays far below. */
export const IMAGE_LIMIT = 5000

/**
 * Adds the images of `manifest.json`, which is a list of `{Config, RepoTags, Layers}` whose values are paths in the archive
 * (https://github.com/moby/docker-image-spec/blob/main/v1.2.md "Combined Image JSON + Filesystem Changeset Format").
 * Gives the hashes of all configs that it names, taken or not; undefined if there is no such document.
 */
export function resolveDockerManifest(resolution: Resolution): Set<string> | undefined {
  const entry = findEntry(resolution.contents, 'manifest.json')
  const items = entry?.kind === 'json' ? parseJson(entry) : undefined
  if (entry?.kind !== 'json' || !Array.isArray(items)) return undefined
  resolution.named.add(entry)
  const configs = new Set<string>()
  if (items.length > IMAGE_LIMIT) {
    const reason = `the archive names ${items.length} images; the first ${IMAGE_LIMIT} are taken`
    resolution.gaps.push({ kind: 'limit', where: 'manifest.json', reason })
  }
  for (const item of arrayOf(items).slice(0, IMAGE_LIMIT)) {
    const configPath = textOf(item, 'Config')
    if (!isRecord(item) || !configPath) continue
    const config = configEntry(resolution, configPath)
    if (config) {
      configs.add(config.sha256)
      resolution.named.add(config)
      const platform = platformOf(parseJson(config))
      if (resolution.platform && platform && !isPlatform(platform, resolution.platform)) {
        addNote(resolution, `platform ${platform} was not asked for`)
        continue
      }
    }
    addImage(resolution, {
      configPath,
      layerPaths: stringsOf(item.Layers),
      tags: stringsOf(item.RepoTags),
      source: DOCKER_ARCHIVE,
    })
  }
  return configs
}
