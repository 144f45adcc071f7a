import { fieldOf, listOf, textMapOf, textOf } from './json-shape.js'
import { type Platform, readPlatform } from './platform.js'

/** A reference to content (https://github.com/opencontainers/image-spec/blob/main/descriptor.md), none of it to be trusted. */
export type Descriptor = {
  mediaType: string
  /** `algorithm:hex`, lower case. */
  digest: string
  /** Bytes; undefined if it is no number that a size can be. */
  size?: number
  platform?: Platform
  annotations: ReadonlyMap<string, string>
  artifactType?: string
  /** The content itself, base64, where the descriptor carries it. */
  data?: string
}

/** A descriptor of any shape; undefined without a well-formed digest, which is what it is for. */
export function readDescriptor(json: unknown): Descriptor | undefined {
  const digest = textOf(json, 'digest')
  if (!isDigest(digest)) return undefined
  const size = fieldOf(json, 'size')
  const platform = readPlatform(fieldOf(json, 'platform'))
  const artifactType = textOf(json, 'artifactType')
  const data = textOf(json, 'data')
  return {
    mediaType: textOf(json, 'mediaType'),
    digest,
    annotations: textMapOf(json, 'annotations'),
    ...(Number.isSafeInteger(size) && (size as number) >= 0 && { size: size as number }),
    ...(platform && { platform }),
    ...(artifactType && { artifactType }),
    ...(data && { data }),
  }
}

/** The readable descriptors of a field that is an array. */
export function readDescriptors(json: unknown, name: string): Descriptor[] {
  return listOf(json, name).flatMap((item) => readDescriptor(item) ?? [])
}

/** Digests end up in paths and requests, so only the registered forms pass. */
export function isDigest(text: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/.test(text)
}

/**
 * The digest of the image manifest that an index entry attests, for entries that BuildKit marks as attestations
 * (https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md); undefined for all other entries.
 */
export function attestedDigest({ annotations }: Descriptor): string | undefined {
  if (annotations.get('vnd.docker.reference.type') !== 'attestation-manifest') return undefined
  return annotations.get('vnd.docker.reference.digest') ?? ''
}
