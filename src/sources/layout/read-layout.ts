import pLimit from 'p-limit'
import { type Descriptor, readDescriptors } from '../../image/descriptor.js'
import { readManifest } from '../../image/manifest.js'
import { formatPlatform, onePlatform } from '../../image/platform.js'
import { Failure } from '../../problem.js'
import { archiveProblem } from '../archive/archive-problem.js'
import { type BlobEntry, blobPath, parseJson } from '../archive/contents.js'
import { type ArchiveLimits, defaultArchiveLimits } from '../archive/limits.js'
import { chooseRoots } from '../archive/resolve/oci/roots.js'
import { type ResolveOptions, resolveArchive, unaskedBlobs } from '../archive/resolve/resolve-archive.js'
import { isRecord } from '../is-record.js'
import type { LayerReader, SourceResult } from '../source.js'
import { createLayoutFiles, type LayoutFiles } from './layout-files.js'
import { listFiles } from './list-files.js'

/** Blobs that are open at the same time. */
const BLOBS_AT_ONCE = 16

/**
 * Reads an OCI layout in a folder (https://github.com/opencontainers/image-spec/blob/main/image-layout.md): the documents that its index
 * leads to, then all blobs that were asked for. `root` must be the folder's real path.
 * @throws Failure `archive-no-manifest` if there is no index
 */
export async function readLayout(
  root: string,
  reader: LayerReader,
  options: ResolveOptions,
  signal?: AbortSignal,
): Promise<SourceResult> {
  const limits = { ...defaultArchiveLimits, ...options.limits }
  const files = await loadIndexed(root, options, limits)
  const gaps = options.choice ? [] : await loadRest(files, root, limits)
  await readBlobs(files, reader, unaskedBlobs(files.contents, options), signal)
  const { hasManifest: _, lacks, ...resolved } = await resolveArchive(files.contents, reader, options)
  const problems = [...lacks, ...resolved.problems]
  const platform = onePlatform(options.platform)
  if (platform && problems.length === 0 && resolved.images.length === 0)
    problems.push(archiveProblem.noPlatform(options.reference, formatPlatform(platform)))
  else if (problems.length === 0 && files.contents.entries.size <= 2 && resolved.images.length === 0)
    problems.push(archiveProblem.noImage(options.reference))
  const unread = [...files.refused].map(([path, reason]) => ({
    kind: 'unread' as const,
    where: path,
    reason: `${path} ${reason}`,
  }))
  return { ...resolved, gaps: [...resolved.gaps, ...gaps, ...unread], problems }
}

/**
 * Stored bytes of the image that was chosen.
 * @throws Failure as `readLayout`
 */
export async function sizeOfChosen(root: string, options: ResolveOptions): Promise<number> {
  const files = await loadIndexed(root, options, { ...defaultArchiveLimits, ...options.limits })
  return blobsOf(files, unaskedBlobs(files.contents, options)).reduce((sum, { size }) => sum + size, 0)
}

/** The documents of the layout, and notes of the other blobs, as far as its index leads to them. */
async function loadIndexed(root: string, options: ResolveOptions, limits: ArchiveLimits): Promise<LayoutFiles> {
  const files = createLayoutFiles(root, limits)
  const index = await files.take('index.json')
  const json = index?.kind === 'json' ? parseJson(index) : undefined
  if (!isRecord(json)) throw new Failure(archiveProblem.noIndex(options.reference))
  await loadReached(files, options, readDescriptors(json, 'manifests'), limits)
  return files
}

function blobsOf({ contents }: LayoutFiles, isUnasked: (blob: string) => boolean): BlobEntry[] {
  const entries = [...contents.entries.values()]
  return entries.filter((entry): entry is BlobEntry => entry.kind === 'blob' && !isUnasked(entry.blob))
}

/** Loads all documents that were asked for, before others can use up what may be kept. */
async function loadReached(
  files: LayoutFiles,
  { choice }: ResolveOptions,
  entries: readonly Descriptor[],
  { descriptors: limit }: ArchiveLimits,
): Promise<void> {
  const { contents } = files
  if (choice) for (const { digest } of entries.slice(0, limit)) await files.take(blobPath(digest))
  if (choice && 'digest' in choice) await files.take(blobPath(choice.digest))
  const chosen = chooseRoots({ contents, tags: new Set(), isChosenThere: false, ...(choice && { choice }) }, entries)
  const queue = chosen.map(({ descriptor }) => descriptor.digest).reverse()
  const seen = new Set<string>()
  for (let digest = queue.pop(); digest !== undefined && seen.size < limit; digest = queue.pop()) {
    if (seen.has(digest)) continue
    seen.add(digest)
    const entry = await files.take(blobPath(digest))
    if (entry?.kind !== 'json') continue
    const { config, layers, manifests } = readManifest(parseJson(entry))
    queue.push(...[...(config ? [config] : []), ...manifests, ...layers].map((one) => one.digest).reverse())
  }
}

/** What no index leads to is in the folder all the same. */
async function loadRest(files: LayoutFiles, root: string, { names }: ArchiveLimits): Promise<SourceResult['gaps']> {
  const { paths, dropped, refused } = await listFiles(root, names)
  for (const path of paths) await files.take(path)
  for (const { path, reason } of refused) files.refused.set(path, reason)
  const reason = `${dropped} files in the folder are too many to be read`
  return dropped > 0 ? [{ kind: 'limit', where: 'blobs', reason }] : []
}

/** The largest first, so that none is left over at the end. */
async function readBlobs(
  files: LayoutFiles,
  reader: LayerReader,
  isUnasked: (blob: string) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  const blobs = blobsOf(files, isUnasked).sort((a, b) => b.size - a.size)
  const limit = pLimit(reader.range ? BLOBS_AT_ONCE : 1)
  const read = async (entry: BlobEntry) => {
    signal?.throwIfAborted()
    await files.read(entry, reader)
  }
  await Promise.all(blobs.map((entry) => limit(() => read(entry))))
}
