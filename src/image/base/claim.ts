import { textMapOf, textOf } from '../json-shape.js'

/** What an image says itself of the image that it was built on. Never empty; none of it is checked. */
export type BaseClaim = { name?: string; digest?: string; by: 'annotation' | 'provenance' }

/** Longer names are no image's. In characters. */
const longestName = 1024

/**
 * The base that annotations of a manifest or index, or labels, tell
 * (https://github.com/opencontainers/image-spec/blob/main/annotations.md: `org.opencontainers.image.base.name`, `.digest`).
 */
export function baseOfAnnotations(annotations: ReadonlyMap<string, string>): BaseClaim | undefined {
  return claimOf(
    annotations.get('org.opencontainers.image.base.name'),
    annotations.get('org.opencontainers.image.base.digest'),
    'annotation',
  )
}

/** The base that a config's labels tell. Any shape. */
export function baseOfLabels(config: unknown): BaseClaim | undefined {
  const inner = typeof config === 'object' && config !== null ? (config as Record<string, unknown>).config : undefined
  return baseOfAnnotations(textMapOf(inner, 'Labels'))
}

/** A claim, if it claims anything that a name or a digest can be. */
export function claimOf(name = '', digest = '', by: BaseClaim['by']): BaseClaim | undefined {
  const isName = name !== '' && name.length <= longestName && /^[\x21-\x7e]+$/.test(name)
  const isDigest = /^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/.test(digest)
  if (!isName && !isDigest) return undefined
  return { ...(isName && { name }), ...(isDigest && { digest }), by }
}

/** The digest of a material or of a resolved dependency. */
export function sha256Of(digests: unknown): string {
  const hex = textOf(digests, 'sha256')
  return hex === '' ? '' : `sha256:${hex}`
}
