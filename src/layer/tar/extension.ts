import type { TarEntry, TarEntryType } from './entry.js'
import { blockSize, entryTypeOf, hasBody, type TarHeader } from './header.js'
import { normalizeTarPath } from './path.js'
import { paxTime, wholeNumber } from './pax.js'

/** What extension headers said about the entry that follows them. */
export type TarExtension = {
  /** GNU `L` and `K`; they win over PAX, as in Go's `archive/tar`. */
  longName?: string
  longLink?: string
  /** The last PAX `x` header. */
  pax?: Map<string, string>
}

/** The entry that a header and the extensions before it describe; `escapes` if its path climbs out of the root. */
export function tarEntryOf(header: TarHeader, extension: TarExtension, offset: number, afterEnd: boolean) {
  const pax = extension.pax ?? noRecords
  const rawPath = extension.longName || sparseName(pax) || pax.get('path') || header.name
  const type = entryTypeOf(header.typeFlag, rawPath)
  const { path, escapes } = normalizeTarPath(rawPath)
  const entry: TarEntry = {
    path,
    rawPath,
    type,
    size: hasBody(type) ? (wholeNumber(pax.get('size') ?? '') ?? header.size) : 0,
    mode: header.mode,
    uid: wholeNumber(pax.get('uid') ?? '') ?? header.uid,
    gid: wholeNumber(pax.get('gid') ?? '') ?? header.gid,
    mtime: paxTime(pax.get('mtime') ?? '') ?? header.mtime,
    linkPath: linkPathOf(type, extension.longLink || pax.get('linkpath') || header.linkName),
    offset,
    bodyOffset: offset + blockSize,
    afterEnd,
  }
  return { entry, escapes }
}

const noRecords: Map<string, string> = new Map()

function linkPathOf(type: TarEntryType, stored: string): string {
  if (type === 'link') return normalizeTarPath(stored).path
  return type === 'symlink' ? stored : ''
}

/**
 * The real name of a GNU sparse file in PAX form, whose `path` is a made-up one
 * (https://www.gnu.org/software/tar/manual/html_node/PAX-1.html).
 */
function sparseName(pax: Map<string, string>): string | undefined {
  const name = pax.get('GNU.sparse.name')
  if (name === undefined) return undefined
  const version = `${pax.get('GNU.sparse.major') ?? ''}.${pax.get('GNU.sparse.minor') ?? ''}`
  const known = ['0.0', '0.1', '1.0'].includes(version)
  return known || (version === '.' && pax.has('GNU.sparse.map')) ? name : undefined
}
