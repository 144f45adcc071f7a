import type { PackageReader } from '../package-reader.js'
import { readDiversions } from './diversions.js'
import { readChecksums } from './md5sums.js'
import { readStatus } from './status.js'

const folder = 'var/lib/dpkg/'
const infoFolder = `${folder}info/`
/** Images without dpkg, made of its packages (distroless), have one description for each package, and its checksums beside it. */
const singleFolder = `${folder}status.d/`
const checksumEnding = '.md5sums'

/** The files of dpkg's database; see `dpkg-query(1)` and `deb-md5sums(5)`. */
export const dpkgReaders: readonly PackageReader[] = [
  {
    matches: (path) => inFolder(path, infoFolder, checksumEnding) || inFolder(path, singleFolder, checksumEnding),
    read: (text, path, records) => readChecksums(text, packageOf(path), records),
  },
  { matches: (path) => path === `${folder}status`, read: (text, _, records) => readStatus(text, undefined, records) },
  {
    matches: (path) => inFolder(path, singleFolder, ''),
    read: (text, path, records) => readStatus(text, path.slice(singleFolder.length), records),
  },
  { matches: (path) => path === `${folder}diversions`, read: (text, _, records) => readDiversions(text, records) },
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
