import type { Gap } from '../../findings/finding.js'
import type { SealedCandidate } from '../../findings/seal/sealed.js'
import type { PathOrPrefixes } from '../../layer/path-prefixes.js'
import type { FileAccess, LayerScan } from '../layer/layer-scan.js'

/**
 * A layer scan without any secret, and without the name under which its blob was read: the same bytes always give the same. Plain data
 * (records, lists, typed arrays), which can be sent to another thread or stored.
 */
export type SealedLayer = Omit<LayerScan, 'blob' | 'found' | 'links' | 'gaps'> & {
  found: SealedFile[]
  /** Hard links to files of lower layers. */
  links: SealedLink[]
  gaps: LayerGap[]
}

/** A path: as a report shows it, and what its life and its owner hang on. */
export type SealedPath = { shown: string; path: PathOrPrefixes }

/** A file in which something was found. `shown` is '' for bytes that belong to no entry. */
export type SealedFile = SealedPath & {
  /** Its index in the path table; undefined for what is in the bytes but in no file system. */
  entry?: number
  candidates: SealedLocated[]
  /** The candidates stand in the file's name, not in its content. */
  inName?: true
  /** Of the whole content, in hex, in several algorithms; undefined for a name, and for a file too large to be held. */
  digests?: string[]
  access?: FileAccess
}

/** Both count from 1, `column` in bytes. `key` and `via` are as a report shows them. */
export type SealedLocated = SealedCandidate & { line: number; column: number }

/** A hard link to a path that is not in its layer. */
export type SealedLink = SealedPath & { target: readonly [low: number, high: number] }

/** `file`: which file of the layer, as a report shows it; undefined for the layer itself. */
export type LayerGap = Pick<Gap, 'kind' | 'reason'> & { file?: string }
