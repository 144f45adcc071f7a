import type { Origin } from './origin.js'

/** What a package manager's files tell; all strings are byte strings. */
export type PackageRecords = {
  /** The package owns the file at `path` (with or without a leading slash); `digest` is its checksum as recorded, in hex. */
  own(packageName: string, path: string, digest: string): void
  /** The folder is the package's, and so is all that its layer puts below it; nothing is known of the content. */
  ownFolder(packageName: string, path: string): void
  /** The package is known, and where it comes from; undefined for anybody's. */
  know(packageName: string, origin: Origin | undefined): void
  /** A file that some package owns as `from` was moved to `to`, to make way for another package's. */
  divert(from: string, to: string): void
  /** The system installs what is signed by this distribution; undefined for anybody else. */
  trust(distribution: string | undefined): void
}

/** Reads one kind of file in which a package manager keeps what it installed. */
export type PackageReader = {
  /** Packages of one manager share their names. Lower case. */
  manager: string
  /** `path`: normalized, without a leading slash. */
  matches(path: string): boolean
  /** Takes the whole file. Never throws: of malformed bytes, what can be read is told. */
  read(content: Buffer, path: string, records: PackageRecords): void
  /** Bytes; the usual limit if undefined. */
  limit?: number
  /** Such files are many and small: one that is larger than the limit tells nothing, which is no gap in what was searched. */
  isOptional?: true
}
