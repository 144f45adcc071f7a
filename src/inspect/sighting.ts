import type { Candidate } from '../findings/candidate.js'
import type { Exposure } from '../findings/finding.js'

/** A candidate in an image's config, history or documents, with the place that the inspector knows. */
export type Sighting = Candidate & {
  exposure: Exposure
  /** Which text the candidate's offsets refer to: a JSON path such as `config.Env[3]`, or `history[7].created_by`. */
  unit: string
  /** Row of the history that the candidate stands in, or that set the variable. From 0. */
  row?: number
  /** Of what stands in a text that was decoded: the line in the decoded text, from 1. */
  decodedLine?: number
}
