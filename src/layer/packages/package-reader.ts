/** What a package manager's files tell; all strings are byte strings. */
export type PackageRecords = {
  /** The package owns the file at `path` (with or without a leading slash); `digest` is its checksum as recorded, in hex. */
  own(packageName: string, path: string, digest: string): void
  /** The package is known, and comes from this public distribution, e.g. `Debian`; undefined for anybody else's. */
  know(packageName: string, distribution: string | undefined): void
  /** A file that some package owns as `from` was moved to `to`, to make way for another package's. */
  divert(from: string, to: string): void
}

/** Reads one kind of file in which a package manager keeps what it installed. */
export type PackageReader = {
  /** `path`: normalized, without a leading slash. */
  matches(path: string): boolean
  /** Takes the whole file. Never throws: of malformed text, what can be read is told. */
  read(text: string, path: string, records: PackageRecords): void
}
