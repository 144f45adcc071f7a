import { arrayOf, fieldOf, isRecord, textOf } from '../../json-shape.js'
import { blobPath, findBlob, parseJson } from '../contents.js'
import { addAttestation } from './attestation.js'
import { freeFields } from './free-fields.js'
import { addImage, platformOf } from './image-of-config.js'
import { isPlatform } from './match-platform.js'
import { findManifests, type ManifestFound } from './oci-manifests.js'
import { addNote, type Resolution } from './resolution.js'

const OCI_ARCHIVE = 'oci-archive'

type ImageManifest = ManifestFound & { configDigest: string; configHash?: string; platform?: string }

/**
 * Adds what `index.json` leads to: images that `manifest.json` does not name (`claimed` are the hashes of the configs that it
 * does), attestations, and what stands in annotations. False if there is no such document.
 */
export function resolveOciIndex(resolution: Resolution, claimed: ReadonlySet<string> | undefined): boolean {
  const manifests = findManifests(resolution, (name, value) => addAnnotations(resolution, name, value, undefined))
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
  for (const { digest, manifest } of manifests) {
    addAnnotations(resolution, `manifest ${digest}`, manifest, byDigest.get(digest))
  }
  return true
}

/** A manifest is an image's if its config is one: by its type, or by what is in it. */
function asImage({ contents, named }: Resolution, found: ManifestFound): ImageManifest | undefined {
  const descriptor = fieldOf(found.manifest, 'config')
  const configDigest = textOf(descriptor, 'digest')
  const platform = platformOf(fieldOf(found.descriptor, 'platform'))
  if (!configDigest || platform === 'unknown/unknown') return undefined
  const entry = findBlob(contents, configDigest)
  if (entry?.kind !== 'json') return isConfigType(descriptor) ? { ...found, configDigest, platform } : undefined
  const config = parseJson(entry)
  named.add(entry)
  if (!isConfigType(descriptor) && !isRecord(fieldOf(config, 'rootfs'))) return undefined
  if (platformOf(config) === 'unknown/unknown') return undefined
  return { ...found, configDigest, configHash: entry.sha256, platform: platformOf(config) ?? platform }
}

function isConfigType(descriptor: unknown): boolean {
  const type = textOf(descriptor, 'mediaType')
  return (
    type === 'application/vnd.oci.image.config.v1+json' || type === 'application/vnd.docker.container.image.v1+json'
  )
}

/** What was asked for; else what `manifest.json` names; else this machine's platform; else the first. */
function isTaken(
  { platform, hostPlatform }: Resolution,
  image: ImageManifest,
  group: readonly ImageManifest[],
  claimed: ReadonlySet<string> | undefined,
): boolean {
  if (platform) return image.platform === undefined || isPlatform(image.platform, platform)
  const isClaimed = (member: ImageManifest) =>
    member.configHash !== undefined && claimed?.has(member.configHash) === true
  if (group.some(isClaimed)) return isClaimed(image)
  const own = group.find((member) => member.platform !== undefined && isPlatform(member.platform, hostPlatform))
  return image.platform === (own ?? group[0])?.platform
}

function takeImage(
  resolution: Resolution,
  image: ImageManifest,
  isAsked: boolean,
  byDigest: Map<string, number>,
): void {
  const id = image.configHash && `sha256:${image.configHash}`
  const known = resolution.images.findIndex((other) => other.id === id)
  if (known >= 0) {
    resolution.images[known]!.digest ??= image.digest
    byDigest.set(image.digest, known)
  } else if (isAsked) {
    byDigest.set(image.digest, resolution.images.length)
    addImage(resolution, {
      configPath: blobPath(image.configDigest),
      layerPaths: arrayOf(image.manifest.layers).map((layer) => blobPath(textOf(layer, 'digest') ?? 'unnamed')),
      tags: tagsOf(image.descriptor),
      source: OCI_ARCHIVE,
      digest: image.digest,
      ...(image.platform && { platform: image.platform }),
    })
  } else {
    addNote(resolution, `platform ${image.platform ?? 'unknown'} was not asked for`)
  }
}

function tagsOf(descriptor: Record<string, unknown>): string[] {
  const annotations = fieldOf(descriptor, 'annotations')
  const name =
    textOf(annotations, 'io.containerd.image.name') ?? textOf(annotations, 'org.opencontainers.image.ref.name')
  return name ? [name] : []
}

function addAnnotations(resolution: Resolution, name: string, document: unknown, image: number | undefined): void {
  const value = freeFields(document)
  if (value === undefined) return
  const content = { kind: 'json', value } as const
  resolution.documents.push({ exposure: 'annotation', name, content, ...(image !== undefined && { image }) })
}
