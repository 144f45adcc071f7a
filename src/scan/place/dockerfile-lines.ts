import type { Occurrence } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import { linesOfRows } from '../../image/dockerfile/match-rows.js'
import type { SealedImage } from '../seal/sealed-source.js'

/** The Dockerfile that an image is said to be built from. `path`: as a report shows it. */
export type Dockerfile = { path: string; text: string }

/**
 * Tells each candidate the line of the Dockerfile whose instruction brought it, where one of them is the history row's. `given`: by the
 * user; else the one counts that the image's provenance embeds.
 */
export function withDockerfileLines(
  placed: PlacedCandidate[],
  { instructions, dockerfile }: SealedImage,
  given: Dockerfile | undefined,
): PlacedCandidate[] {
  const path = given?.path ?? dockerfile?.path
  const rows = instructions.map((row) => row.text)
  const lines = given ? linesOfRows(rows, given.text) : dockerfile?.lines
  if (path === undefined || lines === undefined) return placed
  const withLine = (occurrence: Occurrence): Occurrence => {
    const line = occurrence.instruction && lines[occurrence.instruction.index]
    return typeof line !== 'number' ? occurrence : { ...occurrence, dockerfile: { path, line } }
  }
  return placed.map((one) => ({ ...one, occurrence: withLine(one.occurrence) }))
}
