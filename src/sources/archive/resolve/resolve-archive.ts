import type { Descriptor } from '../../../image/descriptor.js'
import type { Platform, PlatformChoice } from '../../../image/platform.js'
import type { LayoutChoice } from '../../../image/reference.js'
import type { Problem } from '../../../problem.js'
import type { LayerReader, SourceResult } from '../../source.js'
import type { ArchiveContents } from '../contents.js'
import { type ArchiveLimits, defaultArchiveLimits } from '../limits.js'
import { resolveDockerManifest } from './docker-manifest.js'
import { lack } from './lack.js'
import { addLeftovers } from './leftovers.js'
import { resolveOciIndex } from './oci/index.js'
import { isUnasked, notePlatforms, type Resolution } from './resolution.js'
import { verifyNames } from './verify-names.js'

export type ResolveOptions = {
  reference: string
  platform?: PlatformChoice
  hostPlatform: Platform
  choice?: LayoutChoice
  /** What is told as the source of images that an index names; `oci-archive` unless told. */
  source?: string
  /** Where to begin, if not at the entries of `index.json`. */
  roots?: readonly Descriptor[]
  /** Digests that an index names and that were left out on purpose. */
  absent?: ReadonlySet<string>
  limits?: Partial<ArchiveLimits>
}

/**
 * What an archive holds, by the names in it. `hasManifest`: something in it says what it is. `lacks`: problems that something
 * is named and not there, which are no news where the archive has broken off.
 */
export type ResolvedArchive = SourceResult & { hasManifest: boolean; lacks: Problem[] }

/**
 * Ties the blobs of an archive to images, once it is read: by `manifest.json`, then `index.json`, then what neither names.
 * A layer that looked like a document is handed to the reader now.
 */
export async function resolveArchive(
  contents: ArchiveContents,
  reader: LayerReader,
  options: ResolveOptions,
): Promise<ResolvedArchive> {
  const { reference } = options
  const { resolution, hasManifest } = resolveNames(contents, options)
  const { choice, images, documents, gaps, problems, lacks, notes } = resolution
  verifyNames(resolution)
  if (!choice) addLeftovers(resolution)
  for (const entry of resolution.jsonLayers) {
    const sink = reader({ id: entry.blob, size: entry.text.length })
    await sink.write(entry.text)
    await sink.end()
  }
  if (contents.namesDropped > 0) {
    const reason = `${contents.namesDropped} names in the archive are too many or too long to be kept`
    gaps.push({ kind: 'limit', where: reference, reason })
  }
  notePlatforms(resolution)
  if (choice && !resolution.isChosenThere) lacks.push(lack.chosen(reference, choice, [...resolution.tags]))
  const told = { images, documents, gaps, problems, lacks, notes, hasManifest }
  return { ...told, isUnasked: (blob) => isUnasked(resolution, blob) }
}

/** By the documents alone, before any layer is read: the blobs that belong to what was not asked for. */
export function unaskedBlobs(contents: ArchiveContents, options: ResolveOptions): (blob: string) => boolean {
  const { resolution } = resolveNames(contents, options)
  return (blob) => isUnasked(resolution, blob)
}

function resolveNames(
  contents: ArchiveContents,
  options: ResolveOptions,
): { resolution: Resolution; hasManifest: boolean } {
  const { limits, source = 'oci-archive', ...asked } = options
  const resolution: Resolution = {
    ...asked,
    source,
    contents,
    limits: { ...defaultArchiveLimits, ...limits },
    images: [],
    documents: [],
    gaps: [],
    problems: [],
    lacks: [],
    notes: [],
    named: new Set(),
    folders: new Map(),
    jsonLayers: new Set(),
    asked: new Set(),
    unasked: new Set(),
    unaskedPlatforms: new Set(),
    tags: new Set(),
    isChosenThere: false,
    wrongSizes: new Set(),
  }
  const claimed = resolveDockerManifest(resolution)
  const hasIndex = resolveOciIndex(resolution, claimed)
  return { resolution, hasManifest: claimed !== undefined || hasIndex }
}
