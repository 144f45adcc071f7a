import type { PackageReader } from '../package-reader.js'
import { readInstalled } from './installed.js'
import { signerOf } from './signer.js'

const manager = 'apk'
/** The second since apk-tools 3, and where `/lib` is `/usr/lib`. */
const databases = ['lib/apk/db/installed', 'usr/lib/apk/db/installed']
const keyFolder = 'etc/apk/keys/'

/** The files of apk's database, and the keys of those whose packages it installs. */
export const apkReaders: readonly PackageReader[] = [
  {
    manager,
    matches: (path) => databases.includes(path),
    read: (content, _, records) => readInstalled(content.toString('latin1'), records),
    limit: 64 * 1024 * 1024,
  },
  {
    manager,
    matches: (path) => path.startsWith(keyFolder) && path.endsWith('.pub'),
    read: (_, path, records) => records.trust(signerOf(path.slice(keyFolder.length))),
    limit: 64 * 1024,
  },
]
