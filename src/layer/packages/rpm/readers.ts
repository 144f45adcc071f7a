import type { PackageReader } from '../package-reader.js'
import { berkeleyBlobs } from './berkeley.js'
import { type HeaderBlobs, readHeader } from './header.js'
import { ndbBlobs } from './ndb.js'
import { tellPackage } from './package.js'
import { sqliteBlobs } from './sqlite/blobs.js'

/** The usual one; that of Fedora, SUSE and others since about 2021; that of rpm-ostree. */
const folders = ['var/lib/rpm/', 'usr/lib/sysimage/rpm/', 'usr/share/rpm/']

/** In bytes: of a server with 3,000 packages, whose database never shrank. A header is an eighth of that at most. */
const limit = 256 * 1024 * 1024
const headerLimit = limit / 8

/** RPM's databases (https://rpm.org/wiki/Releases/4.16.0 tells which are in use); each is one file. */
export const rpmReaders: readonly PackageReader[] = [
  readerOf('rpmdb.sqlite', sqliteBlobs),
  readerOf('Packages.db', ndbBlobs),
  readerOf('Packages', berkeleyBlobs),
]

function readerOf(fileName: string, blobsOf: HeaderBlobs): PackageReader {
  return {
    manager: 'rpm',
    limit,
    matches: (path) => path.endsWith(fileName) && folders.includes(path.slice(0, -fileName.length)),
    read: (content, _, records) => {
      for (const blob of blobsOf(content, headerLimit)) {
        const header = readHeader(blob)
        if (header !== undefined) tellPackage(header, records)
      }
    },
  }
}
