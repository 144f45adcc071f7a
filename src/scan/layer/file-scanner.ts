import type { LocatedCandidate } from '../../findings/candidate.js'
import { defaultUnwrapLimits, type UnwrapLimits } from '../../unwrap/limits.js'
import { createUnwrapMeter, type UsedOfLayer } from '../../unwrap/meter.js'
import type { ScanTools } from '../tools.js'
import { createFileLevel } from './file-level.js'
import type { FileGap, Nest } from './nest.js'

export type FileScanner = {
  /** `path`: normalized, without a leading slash; a byte string. `size` in bytes, if known. */
  start(path: string, size?: number): void
  /** The bytes are used before `push` returns. */
  push(bytes: Uint8Array): void
  end(): ScannedFile
  /** What all files so far took of the limits for a layer. */
  used(): UsedOfLayer
}

export type ScannedFile = {
  /** Also of what is wrapped inside; those tell their `via`. */
  candidates: LocatedCandidate[]
  /** Of the whole file, see `contentDigests`; only where there are candidates, and the file was small enough to be held. */
  digests?: string[]
  /** What was not looked at. */
  gaps: FileGap[]
}

/**
 * Looks at the files of one layer, one after the other: the detector sees every byte; a credential file is also parsed, up to a limit, by its
 * own format; and what wraps other files is opened, so that the same is done with them.
 */
export function createFileScanner(tools: ScanTools, limits: UnwrapLimits = defaultUnwrapLimits): FileScanner {
  const meter = createUnwrapMeter(limits)
  const nest: Nest = { tools, limits, meter, gaps: [], found: [], heldBytes: 0 }
  const root = createFileLevel(nest, 0)
  return {
    start(path, size) {
      meter.startFile()
      nest.gaps = []
      nest.found = []
      root.start({ path, ...(size !== undefined && { size }) }, [])
    },
    push(bytes) {
      meter.addStored(bytes.length)
      root.push(bytes)
    },
    used: meter.usedOfLayer,
    end() {
      const digests = root.end()
      return { candidates: nest.found, gaps: nest.gaps, ...(digests && { digests }) }
    },
  }
}
