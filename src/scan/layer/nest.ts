import type { LocatedCandidate } from '../../findings/candidate.js'
import type { WrappingGap } from '../../unwrap/inside.js'
import type { UnwrapLimits } from '../../unwrap/limits.js'
import type { UnwrapMeter } from '../../unwrap/meter.js'
import type { ScanTools } from '../tools.js'

/** What a file of the layer and all that is wrapped inside it share. */
export type Nest = {
  tools: ScanTools
  limits: UnwrapLimits
  meter: UnwrapMeter
  /** Of the file of the layer that is being looked at. */
  found: LocatedCandidate[]
  gaps: FileGap[]
  /** Held now for wrappings that are read as a whole. */
  heldBytes: number
  /** Kept now in temporary files. */
  spooledBytes: number
}

/** `via`: inside which wrappings, outermost first. */
export type FileGap = WrappingGap & { via: readonly string[] }
