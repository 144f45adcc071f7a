import type { Gap } from '../../../findings/finding.js'
import type { Descriptor } from '../../../image/descriptor.js'
import { formatPlatform, onePlatform, type Platform, type PlatformChoice } from '../../../image/platform.js'
import type { Problem } from '../../../problem.js'
import { archiveProblem } from '../../archive/archive-problem.js'
import { type ArchiveContents, blobPath, emptyContents } from '../../archive/contents.js'
import { type ArchiveLimits, defaultArchiveLimits } from '../../archive/limits.js'
import { freeFields } from '../../archive/resolve/oci/free-fields.js'
import { type ResolveOptions, resolveArchive, unaskedBlobs } from '../../archive/resolve/resolve-archive.js'
import { plainLine } from '../../plain-line.js'
import type { LayerReader, SourceDocument, SourceResult } from '../../source.js'
import type { RegistryClient } from '../api/client.js'
import type { Referrers } from '../api/referrers.js'
import { type Gathered, gatherLimit, gatherManifests } from './gather.js'
import { readBlobs } from './read-blobs.js'
import { wantedBlobs } from './wanted-blobs.js'

/** An image of a registry, as far as its manifests tell. */
export type RegistryImage = {
  client: RegistryClient
  /** The descriptor of the outermost manifest, with the name as an annotation. */
  root: Descriptor
  gathered: Gathered
  referrers: Referrers
  /** What went wrong while these were looked for. */
  problems: Problem[]
}

export type ReadImageOptions = {
  reference: string
  platform?: PlatformChoice
  hostPlatform: Platform
  limits?: Partial<ArchiveLimits>
  /** False: nothing is brought but the configs. */
  layers?: boolean
}

/** Brings the blobs of an image, what refers to it included, straight to the reader. */
export async function readRegistryImage(
  image: RegistryImage,
  reader: LayerReader,
  options: ReadImageOptions,
  signal?: AbortSignal,
): Promise<SourceResult> {
  const { client, root, referrers } = image
  const contents = emptyContents()
  const problems = [...image.problems]
  const gaps: Gap[] = []
  const about = await gatherAbout(image, options, problems, signal)
  const manifests = new Map([...image.gathered.manifests, ...about.manifests])
  for (const { served } of manifests.values()) {
    const { digest, bytes } = served
    const sha256 = digest.replace(/^sha256:/, '')
    contents.entries.set(blobPath(digest), { kind: 'json', path: blobPath(digest), blob: digest, text: bytes, sha256 })
  }
  const roots = [root, ...referrers.descriptors.filter(({ digest }) => about.manifests.has(digest))]
  const absent = new Set([...image.gathered.left, ...about.left].map(({ digest }) => digest))
  const resolving: ResolveOptions = { ...options, source: 'registry', roots, absent }
  const wanted = wantedBlobs([...manifests.values()].map(({ manifest }) => manifest))
  const limits = { ...defaultArchiveLimits, ...options.limits }
  const run = { client, contents, reader, limits, problems, gaps, signal }
  await readBlobs(run, wanted.configs)
  const isUnasked = unaskedLayers(wanted.others, resolving, contents)
  const others = options.layers === false ? [] : wanted.others.filter(({ digest }) => !isUnasked(digest))
  await readBlobs(run, others)
  signal?.throwIfAborted()
  const { hasManifest: _, lacks, ...resolved } = await resolveArchive(contents, reader, resolving)
  // What could not be brought is told once, by why.
  const isTold = problems.length > 0 || gaps.length > 0
  const dropped = image.gathered.dropped + about.dropped
  const reason = `${dropped} manifests beyond ${gatherLimit} were not read`
  if (dropped > 0) gaps.push({ kind: 'limit', where: options.reference, reason })
  if (!holdsAnything(resolved) && problems.length === 0) problems.push(nothingFound(image, options))
  return {
    ...resolved,
    documents: [...resolved.documents, ...listDocuments(referrers)],
    gaps: [...gaps, ...resolved.gaps],
    problems: [...problems, ...(isTold ? [] : lacks), ...resolved.problems],
  }
}

function holdsAnything({ images, documents }: Pick<SourceResult, 'images' | 'documents'>): boolean {
  return images.length > 0 || documents.some(({ exposure }) => exposure !== 'annotation')
}

function nothingFound({ root, client }: RegistryImage, { reference, platform }: ReadImageOptions): Problem {
  const asked = onePlatform(platform)
  if (asked) return archiveProblem.noPlatform(reference, formatPlatform(asked))
  return {
    code: 'registry-failed',
    message: `what the registry ${client.name.registry} has as ${reference} is no image that we know of (${plainLine(root.mediaType)})`,
    hint: 'Very old registries serve images of a form that is no longer written; pull and push the image anew',
  }
}

/** Fetches the manifests that refer to the image. */
async function gatherAbout(
  { client, referrers }: RegistryImage,
  { hostPlatform }: ReadImageOptions,
  problems: Problem[],
  signal?: AbortSignal,
): Promise<Gathered> {
  const named = [...new Set(referrers.descriptors.map(({ digest }) => digest))]
  const index = { schemaVersion: 2, manifests: named.map((digest) => ({ digest })) }
  const bytes = Buffer.from(JSON.stringify(index))
  const list = { bytes, digest: '', mediaType: 'application/vnd.oci.image.index.v1+json' }
  const gathered = await gatherManifests(client, [list], { platform: 'all', hostPlatform }, signal)
  gathered.manifests.delete('')
  problems.push(...gathered.problems)
  return gathered
}

/** By the configs, before any layer is brought: layers of images of which only the config tells that they are for another platform. */
function unaskedLayers(
  layers: readonly Descriptor[],
  options: ResolveOptions,
  contents: ArchiveContents,
): (digest: string) => boolean {
  const entries = new Map(contents.entries)
  for (const { digest, size = 0 } of layers) {
    const path = blobPath(digest)
    if (!entries.has(path)) entries.set(path, { kind: 'blob', path, blob: digest, size, isBroken: false })
  }
  return unaskedBlobs({ ...contents, entries }, options)
}

/** What authors wrote into the lists of what refers to the image. */
function listDocuments({ lists }: Referrers): SourceDocument[] {
  return lists.flatMap(({ name, json }) => {
    const value = freeFields(json)
    return value === undefined ? [] : [{ exposure: 'annotation', name, content: { kind: 'json', value } }]
  })
}
