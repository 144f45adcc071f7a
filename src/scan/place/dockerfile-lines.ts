import type { Occurrence } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import { baseNameOf } from '../../image/dockerfile/final-stage.js'
import { linesOfRows } from '../../image/dockerfile/match-rows.js'
import { parseDockerfile } from '../../image/dockerfile/parse.js'
import type { SealedImage } from '../seal/sealed-source.js'

/** The Dockerfile that an image is said to be built from. `path`: as a report shows it. */
export type Dockerfile = { path: string; text: string }

/** What a Dockerfile tells of an image. `lines`: by row of the history. `base`: as its FROM line has it. */
export type DockerfileMatch = { path: string; lines: readonly (number | null | undefined)[]; base?: string }

/** What the Dockerfile that the user gave tells of the image. */
export function matchDockerfile({ instructions }: SealedImage, { path, text }: Dockerfile): DockerfileMatch {
  const base = baseNameOf(parseDockerfile(text))
  const rows = instructions.map((row) => row.text)
  return { path, lines: linesOfRows(rows, text), ...(base && { base }) }
}

/** Tells each candidate the line of the Dockerfile whose instruction brought it, where one of them is the history row's. */
export function withDockerfileLines(placed: PlacedCandidate[], match: DockerfileMatch | undefined): PlacedCandidate[] {
  if (match === undefined) return placed
  const { path, lines } = match
  const withLine = (occurrence: Occurrence): Occurrence => {
    const line = occurrence.instruction && lines[occurrence.instruction.index]
    return typeof line !== 'number' ? occurrence : { ...occurrence, dockerfile: { path, line } }
  }
  return placed.map((one) => ({ ...one, occurrence: withLine(one.occurrence) }))
}
