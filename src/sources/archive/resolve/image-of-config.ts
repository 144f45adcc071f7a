import { posix } from 'node:path'
import { toByteString } from '../../../findings/byte-string.js'
import { fieldOf, textOf, textsOf } from '../../../image/json-shape.js'
import { formatPlatform, type Platform, readPlatform } from '../../../image/platform.js'
import { normalizeTarPath } from '../../../layer/tar/path.js'
import { plainLine } from '../../plain-line.js'
import type { SourceImage, SourceLayer } from '../../source.js'
import { type BlobEntry, digestOfPath, findEntry, type JsonEntry, parseJson } from '../contents.js'
import { lack } from './lack.js'
import type { Resolution } from './resolution.js'

export type ImageParts = {
  /** How the manifest names the config and the layers: paths below the archive's root. */
  configPath: string
  layerPaths: string[]
  tags: string[]
  source: string
  /** Of the image's manifest, where there is one. */
  digest?: string
  /** As a descriptor claims it, in case that the config does not tell. */
  platform?: Platform
}

/** The config document of a path, if the archive holds it as one. */
export function configEntry({ contents }: Resolution, path: string): JsonEntry | undefined {
  const entry = findEntry(contents, cleanPath(path))
  return entry?.kind === 'json' ? entry : undefined
}

/** Puts an image together from the names in a manifest. What the archive lacks becomes a problem; the rest stands. */
export function addImage(resolution: Resolution, parts: ImageParts): SourceImage {
  const entry = configEntry(resolution, parts.configPath)
  if (entry) resolution.named.add(entry)
  else resolution.lacks.push(lack.config(resolution.reference, parts.configPath))
  const config = entry ? parseJson(entry) : {}
  const created = textOf(config, 'created')
  const platform = readPlatform(config) ?? parts.platform
  const image: SourceImage = {
    reference: resolution.reference,
    source: parts.source,
    id: entry ? `sha256:${entry.sha256}` : 'unknown',
    ...(parts.digest && { digest: parts.digest }),
    platform: platform ? plainLine(formatPlatform(platform)) : 'unknown',
    ...(created && { created }),
    tags: parts.tags,
    config,
    layers: layersOf(resolution, parts, textsOf(fieldOf(config, 'rootfs'), 'diff_ids')),
  }
  noteFolders(resolution, parts.layerPaths, resolution.images.length)
  resolution.images.push(image)
  return image
}

/** Notes that layers belong to an image that was not asked for. */
export function leavePaths({ contents, unasked }: Resolution, layerPaths: readonly string[]): void {
  for (const path of layerPaths) {
    const entry = findEntry(contents, cleanPath(path))
    if (entry) unasked.add(entry.blob)
  }
}

/** Images share the folders of their lower layers, but the top one's is named after the whole image. */
function noteFolders({ folders }: Resolution, layerPaths: readonly string[], image: number): void {
  for (const [index, path] of layerPaths.entries()) {
    const folder = posix.dirname(cleanPath(path))
    if (index === layerPaths.length - 1 || !folders.has(folder)) folders.set(folder, image)
  }
}

function layersOf(resolution: Resolution, parts: ImageParts, diffIds: string[]): SourceLayer[] {
  const missing: string[] = []
  const layers = parts.layerPaths.map((named, index) => {
    const path = cleanPath(named)
    const entry = findEntry(resolution.contents, path)
    if (entry) resolution.asked.add(entry.blob)
    else missing.push(path)
    if (entry?.kind === 'json') resolution.jsonLayers.add(entry)
    return layerOf(path, entry, diffIds[index] ?? '')
  })
  if (missing.length > 0) resolution.lacks.push(lack.layers(resolution.reference, missing))
  return layers
}

function layerOf(path: string, entry: BlobEntry | JsonEntry | undefined, diffId: string): SourceLayer {
  const digest = digestOfPath(path)
  const size = entry?.kind === 'json' ? entry.text.length : entry?.size
  return {
    ...(entry && { blob: entry.blob }),
    diffId,
    ...(digest && { digest }),
    ...(size !== undefined && { size }),
  }
}

/** Manifests are Unicode, names in a tar are bytes. */
function cleanPath(path: string): string {
  return normalizeTarPath(toByteString(path)).path
}
