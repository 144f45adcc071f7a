import type { Finding, Occurrence } from '../findings/finding.js'

/** Longer paths are cut: no forge shows them, and an image can hold one of a megabyte. */
const longest = 1_000

/** A file and perhaps a line (from 1), for formats that want a finding to be in a file. */
export type ArtifactLocation = { uri: string; line?: number }

/** Where a finding is to be mended: in the Dockerfile, if a line of it is known; else where it first stands in the image. */
export function primaryLocation({ occurrences }: Finding): ArtifactLocation {
  const dockerfile = occurrences.find((one) => one.dockerfile)?.dockerfile
  return dockerfile
    ? { uri: uriOf(dockerfile.path.split('/')), line: dockerfile.line }
    : artifactLocation(occurrences[0]!)
}

/**
 * Where an occurrence is in the image, as a relative URI that a rebuild does not change: `layer/app/.env` for a file of whatever layer,
 * `image/env/DB_PASSWORD` for what the image says of itself. RFC 3986: a path with no query, no `.` and no `..`.
 */
export function artifactLocation({ exposure, path, key, line }: Occurrence): ArtifactLocation {
  const uri = uriOf(path === undefined ? ['image', exposure, key ?? ''] : ['layer', ...path.split('/')])
  return { uri, ...(path !== undefined && line !== undefined && { line }) }
}

function uriOf(parts: readonly string[]): string {
  const segments = parts.filter((part) => part !== '').map(segment)
  return segments.join('/').slice(0, longest).replace(/%.?$/, '') || 'image'
}

/** One segment of a path. The two that mean "here" and "above" are not escaped by percent signs, which readers undo before they resolve. */
function segment(part: string): string {
  if (part === '.' || part === '..') return `(${part})`
  return encodeURIComponent(part.slice(0, longest).replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'*]/g, percent)
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
