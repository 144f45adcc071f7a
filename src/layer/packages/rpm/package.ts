import type { PackageRecords } from '../package-reader.js'
import type { RpmHeader } from './header.js'
import { distributionOf } from './vendor.js'

/** https://rpm-software-management.github.io/rpm/manual/tags.html */
const tags = {
  name: 1000,
  distribution: 1010,
  vendor: 1011,
  fileDigests: 1035,
  fileFlags: 1037,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
  digestAlgorithm: 5011,
} as const

/** `RPMFILE_GHOST`: the package names the file, but does not bring it. */
const ghost = 1 << 6

/** Hex digits of the checksum, by the algorithm's number in OpenPGP (RFC 9580, 9.5): MD5, SHA-1, SHA-256. */
const digestLengths: Readonly<Record<number, number>> = { 1: 32, 2: 40, 8: 64 }
const md5 = 1

const packageName = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/

/** Tells whose the package is, and which files it brought with which checksums. */
export function tellPackage(header: RpmHeader, records: Pick<PackageRecords, 'know' | 'own'>): void {
  const name = header.string(tags.name)
  if (!packageName.test(name)) return
  const distribution = distributionOf({
    vendor: header.string(tags.vendor),
    distribution: header.string(tags.distribution),
  })
  records.know(name, distribution === undefined ? undefined : { kind: 'distribution', name: distribution })
  for (const { path, digest } of filesOf(header)) records.own(name, path, digest)
}

/** The files with a content; tags that count files run side by side. */
function* filesOf(header: RpmHeader): Generator<{ path: string; digest: string }> {
  const folders = [...header.strings(tags.dirNames)]
  const [algorithm = md5] = header.numbers(tags.digestAlgorithm)
  const names = header.strings(tags.baseNames)[Symbol.iterator]()
  const indexes = header.numbers(tags.dirIndexes)[Symbol.iterator]()
  const flags = header.numbers(tags.fileFlags)[Symbol.iterator]()
  for (const digest of header.strings(tags.fileDigests)) {
    const [name, index, flag] = [names.next().value, indexes.next().value, flags.next().value]
    const folder = folders[index ?? -1]
    if (name === undefined || folder === undefined) return
    const isBrought = ((flag ?? 0) & ghost) === 0 && digest.length === digestLengths[algorithm]
    if (isBrought) yield { path: `${folder}${name}`, digest }
  }
}
