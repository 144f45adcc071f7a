import { type Descriptor, readDescriptors } from '../../../../image/descriptor.js'
import { type Manifest, readManifest } from '../../../../image/manifest.js'
import { formatPlatform } from '../../../../image/platform.js'
import { isRecord } from '../../../is-record.js'
import { findBlob, findEntry, parseJson } from '../../contents.js'
import { lack } from '../lack.js'
import { addNote, platformName, type Resolution } from '../resolution.js'
import { chooseRoots, type Root } from './roots.js'

/** A manifest that an index leads to. */
export type ManifestFound = {
  descriptor: Descriptor
  manifest: Manifest
  /** As it stands in the archive. */
  json: unknown
  /** Which root led here: the manifests of one image's platforms have the same. */
  root: Root
}

/** Indexes within indexes that are followed. */
const DEPTH_LIMIT = 4

/**
 * Follows `index.json`, or what the resolution begins with, through nested indexes to all manifests that are there
 * (https://github.com/opencontainers/image-spec/blob/main/image-index.md). `onIndex` is told each index on the way.
 */
export function findManifests(
  resolution: Resolution,
  onIndex: (name: string, json: unknown) => void,
): ManifestFound[] | undefined {
  const descriptors = resolution.roots ?? readIndexFile(resolution, onIndex)
  if (!descriptors) return undefined
  const search: Search = { resolution, onIndex, found: [], seen: new Set(), left: resolution.limits.descriptors }
  for (const root of chooseRoots(resolution, descriptors)) follow(search, root.descriptor, root, 0)
  if (search.left < 0) {
    const reason = `more than ${resolution.limits.descriptors} descriptors; the first ones were followed`
    resolution.gaps.push({ kind: 'limit', where: 'index.json', reason })
  }
  return search.found
}

function readIndexFile(
  { contents, named, choice }: Resolution,
  onIndex: (name: string, json: unknown) => void,
): Descriptor[] | undefined {
  const entry = findEntry(contents, 'index.json')
  const index = entry?.kind === 'json' ? parseJson(entry) : undefined
  if (entry?.kind !== 'json' || !isRecord(index)) return undefined
  named.add(entry)
  // What stands beside the entry of one image is about all of them.
  if (!choice) onIndex('index.json', index)
  return readDescriptors(index, 'manifests')
}

type Search = {
  resolution: Resolution
  onIndex: (name: string, json: unknown) => void
  found: ManifestFound[]
  seen: Set<string>
  left: number
}

function follow(search: Search, descriptor: Descriptor, root: Root, depth: number): void {
  const { digest } = descriptor
  if (search.seen.has(digest) || --search.left < 0) return
  search.seen.add(digest)
  const { resolution } = search
  if (resolution.absent?.has(digest)) {
    leave(resolution, descriptor)
    return
  }
  const entry = findBlob(resolution.contents, digest)
  if (!entry) {
    tellMissing(resolution, descriptor, depth)
    return
  }
  // A build cache may list its layers in the index; those were read as layers.
  if (entry.kind !== 'json') return
  resolution.named.add(entry)
  const json = parseJson(entry)
  const manifest = readManifest(json, descriptor.mediaType)
  const isCache = manifest.kind === 'build-cache'
  // A document that is an index to one reader and an image to another is taken as both.
  if (manifest.config || manifest.layers.length > 0 || isCache) search.found.push({ descriptor, manifest, json, root })
  else search.onIndex(`index ${digest}`, json)
  if (manifest.manifests.length > 0 && depth >= DEPTH_LIMIT) {
    resolution.gaps.push({ kind: 'limit', where: digest, reason: `more than ${DEPTH_LIMIT} nested indexes` })
    return
  }
  for (const child of manifest.manifests) {
    // What of a cache is not there is told with its layers.
    if (!isCache || isDocument(resolution, child)) follow(search, child, root, depth + 1)
  }
}

function leave({ unaskedPlatforms }: Resolution, { platform }: Descriptor): void {
  if (platform && platform.os !== 'unknown') unaskedPlatforms.add(platformName(platform))
}

function isDocument({ contents }: Resolution, { digest }: Descriptor): boolean {
  return findBlob(contents, digest)?.kind === 'json'
}

/** A saved image of several platforms may hold the content of one alone. */
function tellMissing(resolution: Resolution, { digest, platform }: Descriptor, depth: number): void {
  const name = platform && platform.os !== 'unknown' ? `${formatPlatform(platform)} (${digest})` : digest
  if (depth > 0) addNote(resolution, `${name} is named by the index, but is not there`)
  else resolution.lacks.push(lack.manifest(resolution.reference, name))
}
