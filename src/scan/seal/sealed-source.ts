import type { Gap, Instruction, ReportImage } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import type { BaseClaim } from '../../image/base/claim.js'
import type { Problem } from '../../problem.js'
import type { SourceLayer } from '../../sources/source.js'
import type { SealedLayer } from './sealed-layer.js'

/** What a source told and brought, without any secret: all that its part of a report is made of. */
export type SealedSource = {
  images: SealedImage[]
  /** What was found in documents. Image numbers count from 0 within the source. */
  documents: PlacedCandidate[]
  blobs: SealedBlob[]
  gaps: Gap[]
  problems: Problem[]
  notes: string[]
}

/** `shown`: the blob's name as a report shows it. */
export type SealedBlob = { shown: string; layer: SealedLayer }

export type SealedImage = {
  told: Omit<ReportImage, 'layers'>
  layers: ImageLayer[]
  /** As `SourceImage.parents`. */
  parents?: number[]
  /** The history's rows, masked. */
  instructions: Instruction[]
  /** What was found in config and history; the image counts as number 0. */
  texts: PlacedCandidate[]
  /**
   * The lines of the Dockerfile that a provenance embeds, by row of the history; null for the rows that it did not write. `base`: what its FROM
   * line has.
   */
  dockerfile?: { path: string; lines: (number | null)[]; base?: string }
  /** What is said of the image that it was built on, names masked. `rows`: of the history, that seem to be that image's. */
  base?: SealedBase
}

export type SealedBase = { claim?: BaseClaim | 'scratch'; rows?: number }

/** `blob`: index into the source's blobs; undefined where the bytes are missing. `row`: of the history, that made the layer. */
export type ImageLayer = Omit<SourceLayer, 'blob'> & { blob?: number; row?: number }
