import { toByteString } from '../../findings/byte-string.js'
import { baseNameOf } from '../../image/dockerfile/final-stage.js'
import { linesOfRows } from '../../image/dockerfile/match-rows.js'
import { type DockerfileInstruction, parseDockerfile } from '../../image/dockerfile/parse.js'
import { type EmbeddedDockerfile, embeddedDockerfile } from '../../image/dockerfile/provenance.js'
import type { Sighting } from '../../inspect/sighting.js'
import type { SourceDocument } from '../../sources/source.js'
import type { NameMask } from './name-mask.js'
import type { SealedImage } from './sealed-source.js'

/** The lines of the Dockerfile that the provenance of an image embeds, for the rows of its history. Keeps nothing of its text. */
export function embeddedLinesOfRows(
  documents: readonly SourceDocument[],
  image: number,
  rows: readonly string[],
  maskName: NameMask,
): SealedImage['dockerfile'] {
  for (const document of documents) {
    const embedded = document.image === image ? dockerfileIn(document) : undefined
    if (embedded === undefined) continue
    const { path, text, target } = embedded
    const base = baseNameOf(parseDockerfile(text), target)
    return {
      path: maskName(path),
      lines: linesOfRows(rows, text, target).map((line) => line ?? null),
      ...(base && { base: maskName(toByteString(base)) }),
    }
  }
  return undefined
}

/** Tells where in the Dockerfile of a provenance stands what was sighted in that provenance. */
export function embeddedLineOf(document: SourceDocument): (sighting: Sighting) => Line | undefined {
  const embedded = dockerfileIn(document)
  if (embedded === undefined) return () => undefined
  const instructions = parseDockerfile(embedded.text)
  return (sighting) => {
    const line = lineIn(embedded, instructions, sighting)
    return line === undefined ? undefined : { path: embedded.path, line }
  }
}

type Line = { path: string; line: number }

function dockerfileIn({ exposure, content }: SourceDocument): EmbeddedDockerfile | undefined {
  return exposure === 'attestation' && content.kind === 'json' ? embeddedDockerfile(content.value) : undefined
}

/** The units are JSON paths of the statement, see `EmbeddedDockerfile`. */
function lineIn(
  { lineOfStep }: EmbeddedDockerfile,
  instructions: readonly DockerfileInstruction[],
  { unit, key, decodedLine }: Sighting,
): number | undefined {
  if (/\.source\.infos\[0\]\.data$/.test(unit)) return decodedLine
  if (/\["build-arg:/.test(unit)) return setterOf(key, instructions)
  const step = /\.llbDefinition\[(\d+)\]/.exec(unit)?.[1]
  if (step === undefined) return undefined
  const line = lineOfStep[Number(step)]
  if (line === undefined || !/\.env\[\d+\]$/.test(unit)) return line
  return (
    setterOf(
      key,
      instructions.filter((one) => one.line < line),
    ) ?? line
  )
}

/** The line of the last ARG or ENV that sets the variable. */
function setterOf(name: string | undefined, instructions: readonly DockerfileInstruction[]): number | undefined {
  return instructions.findLast(
    ({ keyword, text }) => (keyword === 'ARG' || keyword === 'ENV') && wordsOf(text).some((word) => word === name),
  )?.line
}

/** The names that an ARG or ENV may set: the first word, and all before an equals sign. */
function wordsOf(text: string): string[] {
  const first = /^[A-Za-z_]\w*/.exec(text)?.[0]
  return [...(first ? [first] : []), ...[...text.matchAll(/\s([A-Za-z_]\w*)=/g)].map((match) => match[1]!)]
}
