/** Named limits of reading one archive; beyond each of them bytes are still read as a blob, and only the extra is lost. */
export type ArchiveLimits = {
  /** Largest entry that is kept as a JSON document, in bytes. Larger ones are scanned as raw bytes. */
  jsonBytes: number
  /** All JSON documents of an archive together, in bytes; each counts as 1 KiB at least. */
  jsonTotalBytes: number
  /** Entries whose names are kept; a manifest can name only these. */
  names: number
  /** Longest name that is kept, in bytes. */
  nameBytes: number
  /** Descriptors of indexes that are followed. */
  descriptors: number
  /** Smallest blob of a file that is left to be read beside others, in bytes: a smaller one costs less than handing it over. */
  rangeBytes: number
}

export const defaultArchiveLimits: ArchiveLimits = {
  jsonBytes: 16 * 1024 * 1024,
  jsonTotalBytes: 64 * 1024 * 1024,
  names: 50_000,
  nameBytes: 512,
  descriptors: 10_000,
  rangeBytes: 64 * 1024,
}
