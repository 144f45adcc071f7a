import type { Gap, ReportImage } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import type { Problem } from '../../problem.js'
import { type FoundBase, findBase, type KnownBase } from '../base/find-base.js'
import { withOrigins } from '../base/with-origins.js'
import type { SealedLayer } from '../seal/sealed-layer.js'
import type { ImageLayer, SealedBlob, SealedImage } from '../seal/sealed-source.js'
import { placeCacheFiles } from './cache-files.js'
import { type Dockerfile, type DockerfileMatch, matchDockerfile, withDockerfileLines } from './dockerfile-lines.js'
import { placeFiles } from './files.js'

type Check = { gaps: Gap[]; problems: Problem[] }

/** What the user told of the images. */
export type Told = { dockerfile?: Dockerfile; bases?: readonly KnownBase[] }

export type PlacedImage = { image: ReportImage; placed: PlacedCandidate[] } & Check

/** Ties what was found in the blobs to one image. `index` is the image's number within its source. */
export function placeImage(
  sealed: SealedImage,
  index: number,
  blobs: readonly SealedBlob[],
  told: Told = {},
): PlacedImage {
  const layers = sealed.layers.map(({ blob }) => (blob === undefined ? undefined : blobs[blob]!.layer))
  const instructionOfLayer = (layer: number) => sealed.instructions[sealed.layers[layer]?.row ?? -1]
  const nameOfLayer = (layer: number) => sealed.layers[layer]?.title
  const places = { image: index, layers, instructionOfLayer, nameOfLayer }
  const cache = sealed.parents && placeCacheFiles(places, sealed.parents)
  const files = cache?.placed ?? placeFiles(places)
  const texts = sealed.texts.map((one) => ({ ...one, occurrence: { ...one.occurrence, image: index } }))
  const checked = sealed.layers.map((layer) => checkLayer(sealed, layer, blobs))
  const shown = sealed.layers.map((layer, i) => reportLayer(layer, i, layers[i], instructionOfLayer(i)?.text))
  const match = told.dockerfile && matchDockerfile(sealed, told.dockerfile)
  const base = baseOf(sealed, shown, told.bases, match)
  const placed = withDockerfileLines([...texts, ...files], match ?? sealed.dockerfile)
  return {
    image: { ...sealed.told, layers: shown, ...(base && { base: base.told }) },
    placed: withOrigins(placed, base),
    gaps: [...checked.flatMap((check) => check.gaps), ...(cache?.gaps ?? []).map((reason) => limitGap(sealed, reason))],
    problems: checked.flatMap((check) => check.problems),
  }
}

function baseOf(
  sealed: SealedImage,
  shown: readonly { diffId: string }[],
  bases: Told['bases'] = [],
  match: DockerfileMatch | undefined,
): FoundBase | undefined {
  if (sealed.parents) return undefined
  return findBase(
    sealed,
    shown.map(({ diffId }) => diffId),
    bases,
    match,
  )
}

function limitGap({ told }: SealedImage, reason: string): Gap {
  return { kind: 'limit', where: told.reference, reason }
}

function reportLayer(layer: ImageLayer, index: number, scan: SealedLayer | undefined, instruction: string | undefined) {
  const digest = layer.digest ?? (scan && scan.digest !== scan.diffId ? scan.digest : undefined)
  return {
    index,
    diffId: scan?.diffId ?? layer.diffId,
    ...(digest && { digest }),
    size: scan?.bytes ?? layer.size ?? 0,
    ...(instruction !== undefined && { instruction }),
  }
}

/**
 * A config's diff ids are claims: the layer must have been there, and its bytes must be the ones that the config means. That a
 * layer is missing or broke off is the source's to tell; the gap is told here.
 */
function checkLayer({ told }: SealedImage, layer: ImageLayer, blobs: readonly SealedBlob[]): Check {
  const blob = layer.blob === undefined ? undefined : blobs[layer.blob]
  const gap = (reason: string): Gap => ({ kind: 'unread', where: blob?.shown ?? layer.diffId, reason })
  if (!blob) return { gaps: [gap('a layer of the image is not there')], problems: [] }
  const { gaps, diffId } = blob.layer
  const isWhole = gaps.every(({ kind }) => kind !== 'unread')
  if (!isWhole || !layer.diffId || layer.diffId === diffId) return { gaps: [], problems: [] }
  const reason = `the layer holds other bytes than the config says: they hash to ${diffId}, not to ${layer.diffId}`
  const hint = 'What the layer holds was scanned; export or pull the image again.'
  return { gaps: [gap(reason)], problems: [{ code: 'layer-corrupt', message: `${told.reference}: ${reason}`, hint }] }
}
