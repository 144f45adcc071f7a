import type { PackageReader } from '../package-reader.js'
import { readDiversions } from './diversions.js'
import { readChecksums } from './md5sums.js'
import { readStatus } from './status.js'

const manager = 'dpkg'
const folder = 'var/lib/dpkg/'
const infoFolder = `${folder}info/`
/** Images without dpkg, made of its packages (distroless), have one description for each package, and its checksums beside it. */
const singleFolder = `${folder}status.d/`
const checksumEnding = '.md5sums'

/** The files of dpkg's database; see `dpkg-query(1)` and `deb-md5sums(5)`. */
export const dpkgReaders: readonly PackageReader[] = [
  {
    manager,
    matches: (path) => inFolder(path, infoFolder, checksumEnding) || inFolder(path, singleFolder, checksumEnding),
    read: (content, path, records) => readChecksums(content.toString('latin1'), packageOf(path), records),
  },
  {
    manager,
    matches: (path) => path === `${folder}status`,
    read: (content, _, records) => readStatus(content.toString('latin1'), undefined, records),
  },
  {
    manager,
    matches: (path) => inFolder(path, singleFolder, ''),
    read: (content, path, records) => readStatus(content.toString('latin1'), path.slice(singleFolder.length), records),
  },
  {
    manager,
    matches: (path) => path === `${folder}diversions`,
    read: (content, _, records) => readDiversions(content.toString('latin1'), records),
  },
]

function inFolder(path: string, parent: string, ending: string): boolean {
  return path.startsWith(parent) && path.endsWith(ending) && !path.includes('/', parent.length)
}

/** `libc6` of `…/libc6:amd64.md5sums`. */
function packageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1, -checksumEnding.length)
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(0, colon)
}
