import type { Occurrence } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import { linesOfRows } from '../../image/dockerfile/match-rows.js'
import type { SealedImage } from '../seal/sealed-source.js'

/** The Dockerfile that an image is said to be built from. `path`: as a report shows it. */
export type Dockerfile = { path: string; text: string }

/** Tells each candidate the line of the Dockerfile whose instruction brought it, where one of them is the history row's. */
export function withDockerfileLines(
  placed: PlacedCandidate[],
  { instructions }: SealedImage,
  { path, text }: Dockerfile,
): PlacedCandidate[] {
  const lines = linesOfRows(
    instructions.map((row) => row.text),
    text,
  )
  const withLine = (occurrence: Occurrence): Occurrence => {
    const line = occurrence.instruction && lines[occurrence.instruction.index]
    return line === undefined ? occurrence : { ...occurrence, dockerfile: { path, line } }
  }
  return placed.map((one) => ({ ...one, occurrence: withLine(one.occurrence) }))
}
