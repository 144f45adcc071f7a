import type { TarEnding } from '../../layer/tar/entry.js'

/** What one pass over an archive has found. Layers went to their reader; what is kept here is small. */
export type ArchiveContents = {
  /** By path below the archive's root. Of several entries of one name the last counts, as when it is unpacked. */
  entries: Map<string, ArchiveEntry>
  /** All JSON documents in order of arrival, also those whose name came again. */
  documents: JsonEntry[]
  /** JSON that stands in no entry, or after the end of the archive: an engine appends the error that broke off its export. */
  trailing: JsonEntry[]
  ending: TarEnding['kind']
  /** The two zero blocks at the end were there. */
  endMark: boolean
  /** A block that is no header stood where one should. */
  isCorrupt: boolean
  /** Names beyond the limit, which no manifest can refer to; their bytes were read all the same. */
  namesDropped: number
  /** Headers read. */
  count: number
  /** Bytes of the tar. */
  bytes: number
}

export function emptyContents(): ArchiveContents {
  return {
    entries: new Map(),
    documents: [],
    trailing: [],
    ending: 'empty',
    endMark: false,
    isCorrupt: false,
    namesDropped: 0,
    count: 0,
    bytes: 0,
  }
}

export type ArchiveEntry = BlobEntry | JsonEntry | LinkEntry

/** Bytes that went to the layer reader under the id `blob`. */
export type BlobEntry = {
  kind: 'blob'
  path: string
  blob: string
  size: number
  /** Hex; only of entries that are named by their digest. */
  sha256?: string
  /** The archive broke off inside it. */
  isBroken: boolean
}

/** A whole entry that is JSON. */
export type JsonEntry = { kind: 'json'; path: string; blob: string; sha256: string; text: Buffer }

/** `target` is a path below the archive's root. */
export type LinkEntry = { kind: 'link'; target: string }

/** Links that are followed one after another at most. */
const LINK_LIMIT = 16

/** The entry of a path, through links; undefined if there is none. */
export function findEntry(contents: ArchiveContents, path: string): BlobEntry | JsonEntry | undefined {
  let at = path
  for (let hops = 0; hops <= LINK_LIMIT; hops++) {
    const entry = contents.entries.get(at)
    if (entry === undefined || entry.kind !== 'link') return entry
    at = entry.target
  }
  return undefined
}

/** The entry of a digest such as `sha256:…` in an OCI layout (https://github.com/opencontainers/image-spec/blob/main/image-layout.md). */
export function findBlob(contents: ArchiveContents, digest: string): BlobEntry | JsonEntry | undefined {
  return findEntry(contents, blobPath(digest))
}

/** Where an OCI layout keeps a digest's bytes. */
export function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`
}

/** The digest that an entry's path claims for its bytes: `blobs/ALGORITHM/HEX`. */
export function digestOfPath(path: string): string | undefined {
  const match = /^blobs\/([a-z0-9]{1,20})\/([0-9a-f]{32,128})$/.exec(path)
  return match ? `${match[1]}:${match[2]}` : undefined
}

/** Parses a JSON entry; undefined only if it is none, which the walk rules out. */
export function parseJson(entry: JsonEntry): unknown {
  try {
    return JSON.parse(entry.text.toString('utf8'))
  } catch {
    return undefined
  }
}
