import type { LocatedCandidate } from '../../findings/candidate.js'
import type { Gap } from '../../findings/finding.js'
import type { HardLink } from '../../layer/hard-links.js'
import type { PackageDatabase } from '../../layer/packages/package-database.js'
import type { PathTable } from '../../layer/path-table.js'
import type { Problem } from '../../problem.js'

/**
 * What one blob brought: everything that is needed to tie its candidates to images afterwards. No bytes of the layer are kept. Plain
 * data (records, lists, typed arrays), which can be sent to another thread or stored.
 */
export type LayerScan = {
  /** `BlobStart.id`. */
  blob: string
  /** `sha256:…` of the bytes as stored, computed while they were read. */
  digest: string
  /** `sha256:…` of the bytes after decompression. */
  diffId: string
  storedBytes: number
  /** After decompression. */
  bytes: number
  /** Regular files looked at. */
  files: number
  paths: PathTable
  found: FoundFile[]
  /** Hard links to files of lower layers. */
  links: HardLink[]
  /** What the layer tells of the packages installed; undefined if nothing. */
  packages?: PackageDatabase
  gaps: Gap[]
  problems: Problem[]
}

/** A file in which something was found. */
export type FoundFile = {
  /** Normalized, a byte string; '' for bytes that belong to no entry. */
  path: string
  /** Its index in the path table; undefined for what is in the bytes but in no file system. */
  entry: number | undefined
  candidates: LocatedCandidate[]
  /** The candidates stand in the file's name, not in its content. */
  inName?: true
  /** Of the whole content, in hex, in several algorithms; undefined for a name, and for a file too large to be held. */
  digests?: string[]
  /** Who may do what with it; undefined for a name, and for bytes that are no file. */
  access?: FileAccess
}

/** Permission bits and numbers, as the tar header tells them. */
export type FileAccess = { mode: number; uid: number; gid: number }
