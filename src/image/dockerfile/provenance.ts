import { fieldOf, listOf, textOf } from '../json-shape.js'
import { dockerfileLimit } from './parse.js'

/** The Dockerfile that BuildKit's provenance keeps, and what it tells of the build. */
export type EmbeddedDockerfile = {
  /** As the builder named it, usually `Dockerfile`. */
  path: string
  text: string
  /** The stage that was built, where one was asked for. */
  target?: string
  /** By position in the definition of the build: the line of the instruction that made the step. */
  lineOfStep: (number | undefined)[]
}

/** Longer names are no file's. In characters. */
const longestName = 255

/**
 * The Dockerfile in an in-toto statement with SLSA provenance of version 1 or 0.2, as BuildKit writes it with `mode=max`; undefined where
 * there is none. `statement`: parsed JSON, any shape. Source: https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md
 */
export function embeddedDockerfile(statement: unknown): EmbeddedDockerfile | undefined {
  const predicate = fieldOf(statement, 'predicate')
  const definition = fieldOf(predicate, 'buildDefinition')
  const metadata =
    fieldOf(fieldOf(fieldOf(predicate, 'runDetails'), 'metadata'), 'buildkit_metadata') ??
    fieldOf(fieldOf(predicate, 'metadata'), 'https://mobyproject.org/buildkit@v1#metadata')
  const source = fieldOf(metadata, 'source')
  const file = listOf(source, 'infos')[0]
  const text = decoded(textOf(file, 'data'))
  if (text === '') return undefined
  const request =
    fieldOf(fieldOf(definition, 'externalParameters'), 'request') ??
    fieldOf(fieldOf(predicate, 'invocation'), 'parameters')
  const target = textOf(fieldOf(request, 'args'), 'target')
  const config = fieldOf(fieldOf(definition, 'internalParameters'), 'buildConfig') ?? fieldOf(predicate, 'buildConfig')
  const locations = fieldOf(source, 'locations')
  return {
    path: textOf(file, 'filename').slice(0, longestName) || 'Dockerfile',
    text,
    ...(target !== '' && { target }),
    lineOfStep: listOf(config, 'llbDefinition').map((step) => firstLine(fieldOf(locations, textOf(step, 'id')))),
  }
}

function decoded(base64: string): string {
  if (base64.length > 2 * dockerfileLimit || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return ''
  return Buffer.from(base64, 'base64').toString('utf8')
}

/** `sourceIndex` is left out for the first file, which is the Dockerfile. */
function firstLine(ofStep: unknown): number | undefined {
  const own = listOf(ofStep, 'locations').find((one) => !fieldOf(one, 'sourceIndex'))
  const line = fieldOf(fieldOf(listOf(own, 'ranges')[0], 'start'), 'line')
  return typeof line === 'number' && Number.isSafeInteger(line) && line > 0 ? line : undefined
}
