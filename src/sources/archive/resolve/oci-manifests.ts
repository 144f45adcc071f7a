import { arrayOf, fieldOf, isRecord, textOf } from '../../json-shape.js'
import { plainLine } from '../../plain-line.js'
import { findBlob, findEntry, type JsonEntry, parseJson } from '../contents.js'
import { platformOf } from './image-of-config.js'
import { lack } from './lack.js'
import { addNote, type Resolution } from './resolution.js'

/** A manifest that `index.json` leads to. */
export type ManifestFound = {
  digest: string
  descriptor: Record<string, unknown>
  entry: JsonEntry
  manifest: Record<string, unknown>
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
  onIndex: (name: string, value: Record<string, unknown>) => void,
): ManifestFound[] | undefined {
  const entry = findEntry(resolution.contents, 'index.json')
  const index = entry?.kind === 'json' ? parseJson(entry) : undefined
  if (entry?.kind !== 'json' || !isRecord(index)) return undefined
  resolution.named.add(entry)
  onIndex('index.json', index)
  const search: Search = { resolution, onIndex, found: [], seen: new Set(), left: resolution.limits.descriptors }
  arrayOf(index.manifests).forEach((descriptor, group) => {
    follow(search, descriptor, group, 0)
  })
  if (search.left < 0) {
    const reason = `more than ${resolution.limits.descriptors} descriptors; the first ones were followed`
    resolution.gaps.push({ kind: 'limit', where: 'index.json', reason })
  }
  return search.found
}

type Search = {
  resolution: Resolution
  onIndex: (name: string, value: Record<string, unknown>) => void
  found: ManifestFound[]
  seen: Set<string>
  left: number
}

function follow(search: Search, descriptor: unknown, group: number, depth: number): void {
  const digest = textOf(descriptor, 'digest')
  if (!isRecord(descriptor) || !digest || search.seen.has(digest)) return
  if (--search.left < 0) return
  search.seen.add(digest)
  const entry = findBlob(search.resolution.contents, digest)
  if (!entry) {
    tellMissing(search.resolution, descriptor, digest, depth)
    return
  }
  // Old build caches list their layers in the index; those were read as layers.
  if (entry.kind !== 'json') return
  search.resolution.named.add(entry)
  const value = parseJson(entry)
  if (!isRecord(value)) return
  if (!Array.isArray(value.manifests)) {
    search.found.push({ digest, descriptor, entry, manifest: value, group })
    return
  }
  search.onIndex(`index ${digest}`, value)
  if (depth >= DEPTH_LIMIT) {
    search.resolution.gaps.push({ kind: 'limit', where: digest, reason: `more than ${DEPTH_LIMIT} nested indexes` })
    return
  }
  for (const child of value.manifests) follow(search, child, group, depth + 1)
}

/** A saved image of several platforms may hold the content of one alone. */
function tellMissing(resolution: Resolution, descriptor: Record<string, unknown>, digest: string, depth: number): void {
  const platform = platformOf(fieldOf(descriptor, 'platform'))
  const name = platform && platform !== 'unknown/unknown' ? `${platform} (${digest})` : digest
  if (depth > 0) {
    addNote(resolution, `${plainLine(name)} is named by the index, but is not in the archive`)
    return
  }
  resolution.lacks.push(lack.manifest(resolution.reference, name))
}
