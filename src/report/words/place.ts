import type { Occurrence, Report } from '../../findings/finding.js'
import { withBriefDigests } from './brief-digests.js'

/**
 * Where an occurrence is, whole: `file /app/.env:3:1 (DB_PASSWORD) inside zip:a.env › base64`, `env DB_PASSWORD (compose.yaml:12:7) of
 * service web`. Not made safe to show anywhere.
 */
export function placeOf(report: Report, occurrence: Occurrence): string {
  const { exposure, path, line, column, key, document, field, via, image, dockerfile, compose, services } = occurrence
  const position = [path && absolutePath(path), line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(':')
  const parts = [exposure, position, path !== undefined && key ? `(${key})` : withBriefDigests(key ?? '')]
  if (document !== undefined && document !== key) parts.push(`of ${withBriefDigests(document)}`)
  if (field !== undefined && field !== key) parts.push(`at ${field}`)
  if (via && via.length > 0) parts.push(`inside ${via.join(' › ')}`)
  if (dockerfile) parts.push(`(${dockerfile.path}:${dockerfile.line})`)
  if (compose) parts.push(`(${compose.path}:${compose.line}:${compose.column})`)
  if (services && services.length > 0) parts.push(ofServices(services))
  if (report.images.length > 1 && !compose)
    parts.push(`in image ${image + 1}, ${report.images[image]?.reference ?? '?'}`)
  return parts.filter((part) => part !== '').join(' ')
}

/** More services than this are counted, not listed. */
const mostServices = 10

function ofServices(services: readonly string[]): string {
  const more = services.length > mostServices ? ` and ${services.length - mostServices} more` : ''
  return `of service${services.length > 1 ? 's' : ''} ${services.slice(0, mostServices).join(', ')}${more}`
}

/** A layer's path as a container sees it: paths in layers are relative to its root. */
export function absolutePath(path: string): string {
  return path.startsWith('/') ? path : `/${path}`
}
