import type { Finding, Occurrence } from '../findings/finding.js'

/** Longer paths are cut: no forge shows them, and an image can hold one of a megabyte. */
const longest = 1_000

/** A file and perhaps a line (from 1), for formats that want a finding to be in a file. */
export type ArtifactLocation = { uri: string; line?: number }

/** The line that is to be mended: of the Dockerfile, or of a Compose project's file, whichever is known. */
export function lineToMend({ occurrences }: Pick<Finding, 'occurrences'>): { path: string; line: number } | undefined {
  const known = occurrences.find((one) => one.dockerfile) ?? occurrences.find((one) => one.compose)
  return known?.dockerfile ?? known?.compose
}

/** Where a finding is to be mended: in the file of which a line is known; else where it first stands in the image. */
export function primaryLocation(finding: Finding): ArtifactLocation {
  const known = lineToMend(finding)
  return known ? { uri: uriOf(known.path.split('/')), line: known.line } : artifactLocation(finding.occurrences[0]!)
}

/**
 * Where an occurrence is in the image (or in a Compose project's file), as a relative URI that a rebuild does not change: `layer/app/.env` for a file of whatever layer,
 * `image/env/DB_PASSWORD` for what the image says of itself. RFC 3986: a path with no query, no `.` and no `..`.
 */
export function artifactLocation({ exposure, path, key, line, compose }: Occurrence): ArtifactLocation {
  if (compose) return { uri: uriOf(compose.path.split('/')), line: compose.line }
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
