import { type Descriptor, readDescriptors } from '../../../image/descriptor.js'
import { type Manifest, readManifest } from '../../../image/manifest.js'
import { formatPlatform } from '../../../image/platform.js'
import { isRecord } from '../../is-record.js'
import { findBlob, findEntry, parseJson } from '../contents.js'
import { lack } from './lack.js'
import { addNote, type Resolution } from './resolution.js'

/** A manifest that `index.json` leads to. */
export type ManifestFound = {
  descriptor: Descriptor
  manifest: Manifest
  /** As it stands in the archive. */
  json: unknown
  /** Which entry of `index.json` led here: the manifests of one image's platforms have the same. */
  group: number
}

/** Indexes within indexes that are followed. */
const DEPTH_LIMIT = 4

/**
 * Follows `index.json` through nested indexes to all manifests that the archive holds
 * (https://github.com/opencontainers/image-spec/blob/main/image-index.md). `onIndex` is told each index on the way.
 */
export function findManifests(
  resolution: Resolution,
  onIndex: (name: string, json: unknown) => void,
): ManifestFound[] | undefined {
  const entry = findEntry(resolution.contents, 'index.json')
  const index = entry?.kind === 'json' ? parseJson(entry) : undefined
  if (entry?.kind !== 'json' || !isRecord(index)) return undefined
  resolution.named.add(entry)
  onIndex('index.json', index)
  const search: Search = { resolution, onIndex, found: [], seen: new Set(), left: resolution.limits.descriptors }
  for (const [group, descriptor] of readDescriptors(index, 'manifests').entries()) follow(search, descriptor, group, 0)
  if (search.left < 0) {
    const reason = `more than ${resolution.limits.descriptors} descriptors; the first ones were followed`
    resolution.gaps.push({ kind: 'limit', where: 'index.json', reason })
  }
  return search.found
}

type Search = {
  resolution: Resolution
  onIndex: (name: string, json: unknown) => void
  found: ManifestFound[]
  seen: Set<string>
  left: number
}

function follow(search: Search, descriptor: Descriptor, group: number, depth: number): void {
  const { digest } = descriptor
  if (search.seen.has(digest) || --search.left < 0) return
  search.seen.add(digest)
  const entry = findBlob(search.resolution.contents, digest)
  if (!entry) {
    tellMissing(search.resolution, descriptor, depth)
    return
  }
  // Old build caches list their layers in the index; those were read as layers.
  if (entry.kind !== 'json') return
  search.resolution.named.add(entry)
  const json = parseJson(entry)
  const manifest = readManifest(json, descriptor.mediaType)
  // A document that is an index to one reader and an image to another is taken as both.
  if (manifest.config || manifest.layers.length > 0) search.found.push({ descriptor, manifest, json, group })
  else search.onIndex(`index ${digest}`, json)
  if (manifest.manifests.length > 0 && depth >= DEPTH_LIMIT) {
    search.resolution.gaps.push({ kind: 'limit', where: digest, reason: `more than ${DEPTH_LIMIT} nested indexes` })
    return
  }
  for (const child of manifest.manifests) follow(search, child, group, depth + 1)
}

/** A saved image of several platforms may hold the content of one alone. */
function tellMissing(resolution: Resolution, { digest, platform }: Descriptor, depth: number): void {
  const name = platform && platform.os !== 'unknown' ? `${formatPlatform(platform)} (${digest})` : digest
  if (depth > 0) addNote(resolution, `${name} is named by the index, but is not in the archive`)
  else resolution.lacks.push(lack.manifest(resolution.reference, name))
}
