import type { Platform } from '../../../image/platform.js'
import type { Problem } from '../../../problem.js'
import type { LayerReader, SourceResult } from '../../source.js'
import type { ArchiveContents } from '../contents.js'
import { type ArchiveLimits, defaultArchiveLimits } from '../limits.js'
import { resolveDockerManifest } from './docker-manifest.js'
import { addLeftovers } from './leftovers.js'
import { resolveOciIndex } from './oci-index.js'
import type { Resolution } from './resolution.js'
import { verifyNames } from './verify-names.js'

export type ResolveOptions = {
  reference: string
  platform?: Platform
  hostPlatform: Platform
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
  const { reference, platform, hostPlatform } = options
  const resolution: Resolution = {
    contents,
    limits: { ...defaultArchiveLimits, ...options.limits },
    reference,
    ...(platform && { platform }),
    hostPlatform,
    images: [],
    documents: [],
    gaps: [],
    problems: [],
    lacks: [],
    notes: [],
    named: new Set(),
    folders: new Map(),
    jsonLayers: new Set(),
  }
  const claimed = resolveDockerManifest(resolution)
  const hasIndex = resolveOciIndex(resolution, claimed)
  verifyNames(resolution)
  addLeftovers(resolution)
  for (const entry of resolution.jsonLayers) {
    const sink = reader({ id: entry.blob, size: entry.text.length })
    await sink.write(entry.text)
    await sink.end()
  }
  if (contents.namesDropped > 0) {
    const reason = `${contents.namesDropped} names in the archive are too many or too long to be kept`
    resolution.gaps.push({ kind: 'limit', where: reference, reason })
  }
  const { images, documents, gaps, problems, lacks, notes } = resolution
  return { images, documents, gaps, problems, lacks, notes, hasManifest: claimed !== undefined || hasIndex }
}
