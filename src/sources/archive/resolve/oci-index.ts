import { attestedDigest } from '../../../image/descriptor.js'
import { fieldOf, listOf } from '../../../image/json-shape.js'
import { formatPlatform, type Platform, platformMatches, readPlatform } from '../../../image/platform.js'
import { blobPath, findBlob, parseJson } from '../contents.js'
import { addAttestation } from './attestation.js'
import { freeFields } from './free-fields.js'
import { addImage } from './image-of-config.js'
import { findManifests, type ManifestFound } from './oci-manifests.js'
import { addNote, type Resolution } from './resolution.js'

type ImageManifest = ManifestFound & { configDigest: string; configHash?: string; platform?: Platform }

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
  for (const group of new Set(images.map((image) => image.group))) {
    const members = images.filter((image) => image.group === group)
    for (const member of members) takeImage(resolution, member, isTaken(resolution, member, members, claimed), byDigest)
  }
  for (const found of others) addAttestation(resolution, found, byDigest)
  for (const { descriptor, json } of manifests) {
    addAnnotations(resolution, `manifest ${descriptor.digest}`, json, byDigest.get(descriptor.digest))
  }
  return true
}

/** A manifest is an image's if it says so, or if its config lists layers as an image's does. */
function asImage({ contents, named }: Resolution, found: ManifestFound): ImageManifest | undefined {
  const { descriptor, manifest } = found
  const configDigest = manifest.config?.digest
  if (!configDigest || manifest.kind === 'attestation' || attestedDigest(descriptor) !== undefined) return undefined
  const entry = findBlob(contents, configDigest)
  const image = { ...found, configDigest, ...(descriptor.platform && { platform: descriptor.platform }) }
  if (entry?.kind !== 'json') return manifest.kind === 'image' ? image : undefined
  named.add(entry)
  const config = parseJson(entry)
  if (manifest.kind !== 'image' && listOf(fieldOf(config, 'rootfs'), 'diff_ids').length === 0) return undefined
  const platform = readPlatform(config)
  return { ...image, configHash: entry.sha256, ...(platform && { platform }) }
}

/** What was asked for; else what `manifest.json` names; else this machine's platform; else the first. */
function isTaken(
  { platform, hostPlatform }: Resolution,
  image: ImageManifest,
  group: readonly ImageManifest[],
  claimed: ReadonlySet<string> | undefined,
): boolean {
  if (platform) return image.platform === undefined || platformMatches(image.platform, platform)
  const isClaimed = ({ configHash }: ImageManifest) => configHash !== undefined && claimed?.has(configHash) === true
  if (group.some(isClaimed)) return isClaimed(image)
  const own = group.find((member) => member.platform !== undefined && platformMatches(member.platform, hostPlatform))
  return nameOf(image.platform) === nameOf((own ?? group[0])?.platform)
}

function takeImage(
  resolution: Resolution,
  image: ImageManifest,
  isAsked: boolean,
  byDigest: Map<string, number>,
): void {
  const { digest, annotations } = image.descriptor
  const id = image.configHash && `sha256:${image.configHash}`
  const known = resolution.images.findIndex((other) => other.id === id)
  if (known >= 0) {
    resolution.images[known]!.digest ??= digest
    byDigest.set(digest, known)
  } else if (isAsked) {
    const tag = annotations.get('io.containerd.image.name') ?? annotations.get('org.opencontainers.image.ref.name')
    byDigest.set(digest, resolution.images.length)
    addImage(resolution, {
      configPath: blobPath(image.configDigest),
      layerPaths: image.manifest.layers.map((layer) => blobPath(layer.digest)),
      tags: tag ? [tag] : [],
      source: 'oci-archive',
      digest,
      ...(image.platform && { platform: image.platform }),
    })
  } else {
    addNote(resolution, `platform ${nameOf(image.platform)} was not asked for`)
  }
}

function nameOf(platform: Platform | undefined): string {
  return platform ? formatPlatform(platform) : 'unknown'
}

function addAnnotations(resolution: Resolution, name: string, document: unknown, image: number | undefined): void {
  const value = freeFields(document)
  if (value === undefined) return
  const content = { kind: 'json', value } as const
  resolution.documents.push({ exposure: 'annotation', name, content, ...(image !== undefined && { image }) })
}
