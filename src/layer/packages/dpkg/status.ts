import { linesOf } from '../lines.js'
import type { PackageRecords } from '../package-reader.js'
import { distributionOf } from './maintainer.js'

/** Debian's packages have names of at most some sixty characters (Debian Policy 5.6.1 tells which ones). */
const packageName = /^[a-z0-9][a-z0-9+.-]{0,127}$/

/** A path of 4096 bytes, which is the longest on Linux, with its checksum and flags. */
const longestConffile = 4200

type Stanza = { name: string; maintainer: string; status: string; conffiles: { path: string; digest: string }[] }

/**
 * Reads descriptions of packages, parted by empty lines (deb-control(5)): whose each one is, and the checksums of its configuration
 * files. `fileName`: another name for the package; the checksums beside a single description go by it.
 */
export function readStatus(
  text: string,
  fileName: string | undefined,
  records: Pick<PackageRecords, 'own' | 'know'>,
): void {
  let stanza = emptyStanza()
  let field = ''
  for (const line of linesOf(text)) {
    if (line === '') {
      tell(stanza, fileName, records)
      stanza = emptyStanza()
    } else if (line[0] === ' ' || line[0] === '\t') {
      if (field === 'conffiles') readConffile(line, stanza)
    } else {
      const colon = line.indexOf(':')
      field = line.slice(0, Math.max(0, colon)).toLowerCase()
      setField(stanza, field, line.slice(colon + 1).trim())
    }
  }
  tell(stanza, fileName, records)
}

function emptyStanza(): Stanza {
  return { name: '', maintainer: '', status: '', conffiles: [] }
}

function setField(stanza: Stanza, field: string, value: string): void {
  if (field === 'package') stanza.name = value
  else if (field === 'maintainer') stanza.maintainer = value
  else if (field === 'status') stanza.status = value
}

/** ` /etc/adduser.conf MD5`, and perhaps `obsolete` or `remove-on-upgrade` behind it. A path may hold spaces. */
function readConffile(line: string, stanza: Stanza): void {
  const words = line.slice(1, longestConffile).split(' ')
  while (words.length > 2 && !isMd5(words.at(-1)!)) words.pop()
  const digest = words.pop()!
  if (isMd5(digest)) stanza.conffiles.push({ path: words.join(' '), digest })
}

function isMd5(text: string): boolean {
  return text.length === 32 && /^[0-9a-f]+$/.test(text)
}

/** A description without a status stands for an installed package; one whose files are gone tells nothing. */
function tell(stanza: Stanza, fileName: string | undefined, records: Pick<PackageRecords, 'own' | 'know'>): void {
  const { name, maintainer, status, conffiles } = stanza
  if (!packageName.test(name) || status.endsWith(' not-installed')) return
  const distribution = distributionOf(maintainer)
  const origin = distribution === undefined ? undefined : ({ kind: 'distribution', name: distribution } as const)
  records.know(name, origin)
  if (fileName !== undefined && fileName !== name && packageName.test(fileName)) records.know(fileName, origin)
  for (const { path, digest } of conffiles) records.own(name, path, digest)
}
