import type { BaseImage } from '../../findings/finding.js'
import type { DockerfileMatch } from '../place/dockerfile-lines.js'
import type { SealedImage } from '../seal/sealed-source.js'

/** An image that others may have been built on. `rows`: of its history; 0 if that is not known. */
export type KnownBase = { name: string; digest?: string; diffIds: readonly string[]; rows: number }

/** `rows`: of the history, from the first, that are the base image's; undefined if that is not known. */
export type FoundBase = { told: BaseImage; rows?: number }

/**
 * The image that this one was built on. What was given counts, if its layers are the image's first ones; else what the build's record or the
 * image itself tells, with the rows that the Dockerfile did not write; else a guess. `diffIds`: of the image's layers, from the lowest.
 */
export function findBase(
  image: Pick<SealedImage, 'layers' | 'base' | 'dockerfile' | 'instructions'>,
  diffIds: readonly string[],
  given: readonly KnownBase[],
  written?: DockerfileMatch,
): FoundBase | undefined {
  return ofGiven(image, diffIds, given) ?? ofClaim(image, written)
}

/** The one with the most layers: an image's base has a base, too. */
function ofGiven(
  { layers, instructions }: Pick<SealedImage, 'layers' | 'instructions'>,
  diffIds: readonly string[],
  given: readonly KnownBase[],
): FoundBase | undefined {
  const fitting = given.filter((one) => one.diffIds.length > 0 && one.diffIds.every((id, at) => id === diffIds[at]))
  const [best] = fitting.sort((a, b) => b.diffIds.length - a.diffIds.length)
  if (best === undefined) return undefined
  const { name, digest, diffIds: own, rows } = best
  const [last, next] = [layers[own.length - 1]?.row, layers[own.length]?.row]
  const fits = rows > (last ?? -1) && rows <= (next ?? instructions.length)
  return {
    told: { by: 'image', isGuess: false, name, ...(digest && { digest }), layers: own.length },
    // Up to the row of its last layer they are the base's whatever else is known.
    ...(fits ? { rows } : last !== undefined && { rows: last + 1 }),
  }
}

function ofClaim(
  { base, dockerfile, layers }: Pick<SealedImage, 'layers' | 'base' | 'dockerfile'>,
  written: DockerfileMatch | undefined,
): FoundBase | undefined {
  const { claim, rows: guessed } = base ?? {}
  if (claim === 'scratch') return { told: { by: 'provenance', isGuess: false, name: 'scratch', layers: 0 }, rows: 0 }
  const embedded = firstWritten(dockerfile)
  const ofFile = embedded ?? firstWritten(written)
  const rows = ofFile ?? guessed
  const count = rows === undefined ? undefined : layersBefore(layers, rows)
  if (claim === undefined && !count) return undefined
  const isGuess = claim?.by !== 'provenance' || embedded === undefined || count === undefined
  const by = claim?.by ?? (ofFile === undefined ? 'history' : 'dockerfile')
  const name = claim
    ? claim.name
    : ofFile === undefined
      ? undefined
      : (embedded === undefined ? written : dockerfile)?.base
  const told: BaseImage = { by, isGuess, ...(name && { name }), ...(claim?.digest && { digest: claim.digest }) }
  return count === undefined ? { told } : { told: { ...told, layers: count }, ...(rows !== undefined && { rows }) }
}

/** The first row that the Dockerfile wrote. A variable may stand for another of its stages, which wrote rows that are not known. */
function firstWritten(match: Pick<DockerfileMatch, 'lines' | 'base'> | undefined): number | undefined {
  if (match?.base === undefined || match.base.includes('$')) return undefined
  const first = match.lines.findIndex((line) => typeof line === 'number')
  return first < 0 ? undefined : first
}

/** Undefined where it is not known which row made which layer. */
function layersBefore(layers: SealedImage['layers'], rows: number): number | undefined {
  if (layers.some(({ row }) => row === undefined)) return undefined
  return layers.filter(({ row = 0 }) => row < rows).length
}
