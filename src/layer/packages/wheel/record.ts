import { linesOf } from '../lines.js'
import type { PackageRecords } from '../package-reader.js'

/**
 * Reads a wheel's list of files: lines of a path, a checksum and a size, as CSV. Paths start at the folder that holds the package's own,
 * `folder`. Only SHA-256 is taken, which is what installers write; a file without a checksum (compiled code, the list itself) is left out.
 */
export function readRecord(text: string, folder: string, records: Pick<PackageRecords, 'own' | 'know'>): void {
  records.know(folder, { kind: 'index', what: 'Python package' })
  const base = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))
  for (const line of linesOf(text)) {
    const row = rowOf(line)
    const path = row && resolve(base, row.path)
    if (row && path) records.own(folder, path, row.digest)
  }
}

/** `PATH,sha256=DIGEST,SIZE`; a path that holds a comma or a quote is quoted, its quotes doubled. */
function rowOf(line: string): { path: string; digest: string } | undefined {
  const found = /,sha256=([A-Za-z0-9_-]{43})(?:,\d{0,20})?\r?$/.exec(line.slice(-80))
  if (!found) return undefined
  const path = line.slice(0, line.length - found[0].length)
  if (path === '') return undefined
  const isQuoted = path.length > 1 && path.startsWith('"') && path.endsWith('"')
  return {
    path: isQuoted ? path.slice(1, -1).replaceAll('""', '"') : path,
    digest: Buffer.from(found[1]!, 'base64url').toString('hex'),
  }
}

/** Undefined for a path that climbs out of the root. */
function resolve(base: string, path: string): string | undefined {
  const parts = path.startsWith('/') || base === '' ? [] : base.split('/')
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
