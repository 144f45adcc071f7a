import { cacheConfigType } from './build-cache.js'
import { type Descriptor, readDescriptor, readDescriptors } from './descriptor.js'
import { fieldOf, textMapOf, textOf } from './json-shape.js'

/**
 * `index`: points to manifests. `image`: a config and layers. `attestation`: in-toto documents about another manifest.
 * `build-cache`: what BuildKit exported to reuse (its index form names layers as if they were manifests). `artifact`: anything else
 * that a registry keeps (Helm chart, signature). `unknown`: no manifest at all.
 */
export type ManifestKind = 'index' | 'image' | 'attestation' | 'build-cache' | 'artifact' | 'unknown'

/**
 * A manifest of any kind, OCI's or Docker's. All lists are read whatever the kind, because a document that is an image to one
 * reader and an index to another is an old trick (CVE-2021-41190): who reads all of them misses nothing.
 */
export type Manifest = {
  kind: ManifestKind
  mediaType: string
  artifactType: string
  config?: Descriptor
  /** Lowest first; the `blobs` of an OCI artifact manifest too. */
  layers: Descriptor[]
  manifests: Descriptor[]
  subject?: Descriptor
  annotations: ReadonlyMap<string, string>
}

/**
 * Reads a parsed manifest (https://github.com/opencontainers/image-spec: manifest.md, image-index.md;
 * https://distribution.github.io/distribution/spec/manifest-v2-2/). `servedAs`: the media type that it came under, which counts only
 * where the document names none. Never throws.
 */
export function readManifest(json: unknown, servedAs = ''): Manifest {
  const config = readDescriptor(fieldOf(json, 'config'))
  const subject = readDescriptor(fieldOf(json, 'subject'))
  const facts = {
    mediaType: textOf(json, 'mediaType') || servedAs,
    artifactType: textOf(json, 'artifactType'),
    layers: [...readDescriptors(json, 'layers'), ...readDescriptors(json, 'blobs')],
    manifests: readDescriptors(json, 'manifests'),
    annotations: textMapOf(json, 'annotations'),
    ...(config && { config }),
    ...(subject && { subject }),
  }
  return { kind: kindOf(facts), ...facts }
}

/** Whether all layers are JSON, which no image's are. cosign writes signatures that look like an image otherwise. */
export function holdsDocumentsAlone({ layers }: Pick<Manifest, 'layers'>): boolean {
  return layers.length > 0 && layers.every(({ mediaType }) => /[/+]json$/.test(mediaType))
}

function kindOf(manifest: Omit<Manifest, 'kind'>): ManifestKind {
  const { mediaType, config, layers, manifests } = manifest
  if ([config, ...manifests].some((descriptor) => descriptor?.mediaType === cacheConfigType)) return 'build-cache'
  if (indexTypes.has(mediaType) || (mediaType === '' && manifests.length > 0)) return 'index'
  if (config === undefined && layers.length === 0 && !imageTypes.has(mediaType)) return 'unknown'
  if (isAttestation(manifest)) return 'attestation'
  const plain = manifest.artifactType === '' && mediaType !== 'application/vnd.oci.artifact.manifest.v1+json'
  if (holdsDocumentsAlone(manifest)) return 'artifact'
  return plain && config !== undefined && imageConfigTypes.has(config.mediaType) ? 'image' : 'artifact'
}

/** BuildKit's newer form says so; the older one has an image config and in-toto layers only. */
function isAttestation({ artifactType, layers }: Omit<Manifest, 'kind'>): boolean {
  if (artifactType === 'application/vnd.docker.attestation.manifest.v1+json') return true
  return layers.length > 0 && layers.every((layer) => layer.mediaType.startsWith('application/vnd.in-toto+'))
}

const indexTypes = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
])

const imageTypes = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
])

/** '' because early writers left it out. */
const imageConfigTypes = new Set([
  '',
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
])
