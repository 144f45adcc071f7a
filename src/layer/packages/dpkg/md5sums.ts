import { linesOf } from '../lines.js'
import type { PackageRecords } from '../package-reader.js'

const digestLength = 32

/** Reads a package's checksums: on each line 32 hex digits, two spaces and a path (deb-md5sums(5)). */
export function readChecksums(text: string, packageName: string, records: Pick<PackageRecords, 'own'>): void {
  for (const line of linesOf(text)) {
    const path = line.slice(digestLength + 2)
    if (path !== '' && line[digestLength] === ' ') records.own(packageName, path, line.slice(0, digestLength))
  }
}
