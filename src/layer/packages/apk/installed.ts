import { linesOf } from '../lines.js'
import type { Origin } from '../origin.js'
import type { PackageRecords } from '../package-reader.js'
import { distributionOf } from './maintainer.js'

type State = { name: string; maintainer: string; folder: string; file: string }

/**
 * Reads apk's database of installed packages: lines of a letter, a colon and a value; packages are parted by empty lines. `P` is the
 * name, `m` the maintainer; `F` a folder, `R` a file in it, `Z` that file's checksum
 * (https://wiki.alpinelinux.org/wiki/Apk_spec#Installed_Database_V2).
 */
export function readInstalled(text: string, records: Pick<PackageRecords, 'own' | 'know'>): void {
  let state = emptyState()
  for (const line of linesOf(text)) {
    if (line === '') {
      tell(state, records)
      state = emptyState()
    } else if (line[1] === ':') takeField(state, line[0]!, line.slice(2), records)
  }
  tell(state, records)
}

function emptyState(): State {
  return { name: '', maintainer: '', folder: '', file: '' }
}

function takeField(state: State, field: string, value: string, records: Pick<PackageRecords, 'own'>): void {
  if (field === 'P') state.name = value
  else if (field === 'm') state.maintainer = value
  else if (field === 'F') {
    state.folder = value
    state.file = ''
  } else if (field === 'R') state.file = value
  else if (field === 'Z' && state.name !== '' && state.file !== '') {
    const digest = sha1Of(value)
    const path = state.folder === '' ? state.file : `${state.folder}/${state.file}`
    if (digest !== undefined) records.own(state.name, path, digest)
  }
}

/** `Q1` and the SHA-1 in base64. */
function sha1Of(value: string): string | undefined {
  return /^Q1[A-Za-z0-9+/]{27}=$/.test(value) ? Buffer.from(value.slice(2), 'base64').toString('hex') : undefined
}

function tell({ name, maintainer }: State, records: Pick<PackageRecords, 'know'>): void {
  if (name !== '') records.know(name, originOf(maintainer))
}

/** Packages that melange built (https://github.com/chainguard-dev/melange), so all of Wolfi's, name no maintainer. */
function originOf(maintainer: string): Origin | undefined {
  if (maintainer === '') return { kind: 'signers' }
  const name = distributionOf(maintainer)
  return name === undefined ? undefined : { kind: 'distribution', name }
}
