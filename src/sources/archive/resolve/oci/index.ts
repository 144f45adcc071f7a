import { choosePlatforms } from '../../../../image/choose-platforms.js'
import { attestedDigest, type Descriptor } from '../../../../image/descriptor.js'
import { fieldOf, listOf } from '../../../../image/json-shape.js'
import { holdsDocumentsAlone, type Manifest } from '../../../../image/manifest.js'
import { type Platform, readPlatform } from '../../../../image/platform.js'
import { blobPath, findBlob, parseJson } from '../../contents.js'
import { addImage } from '../image-of-config.js'
import { markAsked, markUnasked, platformName, type Resolution } from '../resolution.js'
import { addAttestation } from './attestation.js'
import { addBuildCache } from './build-cache.js'
import { freeFields } from './free-fields.js'
import { findManifests, type ManifestFound } from './manifests.js'

type ImageManifest = ManifestFound & { config: Descriptor; configHash?: string; platform?: Platform }

/**
 * Adds what `index.json` leads to: images that `manifest.json` does not name (`claimed` are the hashes of the configs that it
 * does), attestations, and what stands in annotations. False if there is no such document.
 */
export function resolveOciIndex(resolution: Resolution, claimed: ReadonlySet<string> | undefined): boolean {
  const manifests = findManifests(resolution, (name, json) => addAnnotations(resolution, name, json, undefined))
  if (!manifests) return false
  const images: ImageManifest[] = []
  const others: ManifestFound[] = []
  for (const found of manifests) {
    const image = asImage(resolution, found)
    if (image) images.push(image)
    else others.push(found)
  }
  const byDigest = new Map<string, number>()
  const left = new Set<string>()
  for (const root of new Set(images.map((image) => image.root))) {
    const members = images.filter((image) => image.root === root)
    const taken = takenOf(resolution, members, claimed)
    for (const member of members) {
      if (taken.includes(member) || isKnown(resolution, member)) takeImage(resolution, member, byDigest)
      else leaveImage(resolution, member, left)
    }
  }
  for (const found of others) {
    if (found.manifest.kind === 'build-cache') byDigest.set(found.descriptor.digest, addBuildCache(resolution, found))
  }
  for (const found of others) if (found.manifest.kind !== 'build-cache') addOther(resolution, found, byDigest, left)
  for (const { descriptor, json } of manifests) {
    const { digest } = descriptor
    if (!left.has(digest)) addAnnotations(resolution, `manifest ${digest}`, json, byDigest.get(digest))
  }
  return true
}

/** A manifest is an image's if it says so, or if its config lists layers as an image's does. */
function asImage({ contents, named }: Resolution, found: ManifestFound): ImageManifest | undefined {
  const { descriptor, manifest } = found
  const { config } = manifest
  if (!config || !mayBeImage(manifest) || attestedDigest(descriptor) !== undefined) return undefined
  const entry = findBlob(contents, config.digest)
  const image = { ...found, config, ...(descriptor.platform && { platform: descriptor.platform }) }
  if (entry?.kind !== 'json') return manifest.kind === 'image' ? image : undefined
  named.add(entry)
  const json = parseJson(entry)
  if (manifest.kind !== 'image' && listOf(fieldOf(json, 'rootfs'), 'diff_ids').length === 0) return undefined
  const platform = readPlatform(json)
  return { ...image, configHash: entry.sha256, ...(platform && { platform }) }
}

function mayBeImage(manifest: Manifest): boolean {
  return manifest.kind !== 'attestation' && manifest.kind !== 'build-cache' && !holdsDocumentsAlone(manifest)
}

/** What was asked for; else what `manifest.json` names; else this machine's platform; else the first. */
function takenOf(
  { platform, hostPlatform }: Resolution,
  members: readonly ImageManifest[],
  claimed: ReadonlySet<string> | undefined,
): ImageManifest[] {
  const named = members.filter(({ configHash }) => configHash !== undefined && claimed?.has(configHash) === true)
  return platform || named.length === 0 ? choosePlatforms(members, platform, hostPlatform) : named
}

function isKnown(resolution: Resolution, { configHash }: ImageManifest): boolean {
  return configHash !== undefined && resolution.images.some(({ id }) => id === `sha256:${configHash}`)
}

function takeImage(resolution: Resolution, image: ImageManifest, byDigest: Map<string, number>): void {
  const { digest } = image.descriptor
  const id = image.configHash && `sha256:${image.configHash}`
  const known = resolution.images.findIndex((other) => other.id === id)
  markAsked(resolution, [image.descriptor, image.config, ...image.manifest.layers])
  if (known >= 0) {
    resolution.images[known]!.digest ??= digest
    byDigest.set(digest, known)
    return
  }
  byDigest.set(digest, resolution.images.length)
  addImage(resolution, {
    configPath: blobPath(image.config.digest),
    layerPaths: image.manifest.layers.map((layer) => blobPath(layer.digest)),
    tags: image.root.tags,
    source: resolution.source,
    digest,
    ...(image.platform && { platform: image.platform }),
  })
}

function leaveImage(resolution: Resolution, image: ImageManifest, left: Set<string>): void {
  left.add(image.descriptor.digest)
  resolution.unaskedPlatforms.add(platformName(image.platform))
  markUnasked(resolution, [image.config, ...image.manifest.layers])
}

/** What hangs on an image that was left out is left out with it. */
function addOther(
  resolution: Resolution,
  found: ManifestFound,
  byDigest: ReadonlyMap<string, number>,
  left: Set<string>,
): void {
  const { descriptor, manifest } = found
  const about = attestedDigest(descriptor) ?? manifest.subject?.digest
  const blobs = [...(manifest.config ? [manifest.config] : []), ...manifest.layers]
  if (about !== undefined && left.has(about)) {
    left.add(descriptor.digest)
    markUnasked(resolution, blobs)
  } else {
    markAsked(resolution, blobs)
    addAttestation(resolution, found, byDigest)
  }
}

function addAnnotations(resolution: Resolution, name: string, document: unknown, image: number | undefined): void {
  const value = freeFields(document)
  if (value === undefined) return
  const content = { kind: 'json', value } as const
  resolution.documents.push({ exposure: 'annotation', name, content, ...(image !== undefined && { image }) })
}
