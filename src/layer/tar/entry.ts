/** What a tar entry is. `other`: a kind that puts nothing into a file system, or bytes that belong to no entry (empty path). */
export type TarEntryType =
  | 'file'
  | 'link'
  | 'symlink'
  | 'directory'
  | 'character-device'
  | 'block-device'
  | 'fifo'
  | 'other'

/** One header of a tar stream. All strings are byte strings. */
export type TarEntry = {
  /** Relative to the root, without `./`, doubled or trailing slashes; `..` is resolved and stays inside. '' is the root itself. */
  path: string
  /** As stored. */
  rawPath: string
  type: TarEntryType
  /** Bytes of the body that follows; 0 where an `other` entry of unknown length begins. */
  size: number
  mode: number
  uid: number
  gid: number
  /** Seconds since 1970; may have a fraction. */
  mtime: number
  /** Hard link: the target's path, normalised like `path`. Symbolic link: as stored. Else ''. */
  linkPath: string
  /** Where the entry's (last) header block starts in the stream, in bytes. */
  offset: number
  /** Where its body starts in the stream, in bytes. */
  bodyOffset: number
  /** It stands after the end-of-archive mark: in the bytes, but not in the file system that a runtime unpacks. */
  afterEnd: boolean
}

/**
 * `bad-header`: a block that is no header stands where one should. `bad-extension`: a PAX record that cannot be read.
 * `extension-too-large`: a long name or PAX header beyond the limit; handed out as `other`.
 * `path-escape`: the stored path climbs out of the root. `lone-zero-block`: one zero block between entries.
 * `trailing-data`: bytes after the end-of-archive mark that are no entry.
 */
export type TarWarningCode =
  | 'bad-header'
  | 'bad-extension'
  | 'extension-too-large'
  | 'path-escape'
  | 'lone-zero-block'
  | 'trailing-data'

/** In order: `entry`, any number of `data` (views on the bytes that were fed), `end`; warnings stand between entries. */
export type TarEvent =
  | { kind: 'entry'; entry: TarEntry }
  | { kind: 'data'; bytes: Uint8Array }
  | { kind: 'end' }
  | { kind: 'warning'; code: TarWarningCode; message: string; offset: number }

/**
 * How the stream ended. `empty`: no byte at all. `not-tar`: not one header was found. `truncated`: it broke off inside an
 * entry, `missing` bytes (at least) before its end. `events`: what was held back; handle them like those of `feed`.
 */
export type TarEnding = {
  kind: 'complete' | 'truncated' | 'empty' | 'not-tar'
  /** The end-of-archive mark (two zero blocks) was there. Many writers of layers do without. */
  endMark: boolean
  /** Headers read, extension headers not counted. */
  entries: number
  /** Bytes fed. */
  bytes: number
  missing: number
  events: TarEvent[]
}
