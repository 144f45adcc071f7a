import type { Gap, ReportImage } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import type { Problem } from '../../problem.js'
import type { SealedBlob, SealedSource } from '../seal/sealed-source.js'
import { placeStrayBlob } from './files.js'
import { placeImage, type Told } from './image.js'

/** A source's part of the report. Image numbers count from 0 within the source. */
export type ScannedSource = {
  images: ReportImage[]
  placed: PlacedCandidate[]
  gaps: Gap[]
  problems: Problem[]
  layers: number
  files: number
  bytes: number
}

/** Ties all that a source brought to its images. `label`: of the source, in case that no image is known. */
export function placeSource(sealed: SealedSource, label: string, told?: Told): ScannedSource {
  const { blobs, documents } = sealed
  const images = sealed.images.map((image, index) => placeImage(image, index, blobs, told))
  const used = new Set(sealed.images.flatMap((image) => image.layers.map((layer) => layer.blob)))
  const placed = [
    ...images.flatMap((image) => image.placed),
    ...blobs.flatMap(({ layer, shown }, i) => (used.has(i) ? [] : placeStrayBlob(layer, shown, 0))),
    ...documents,
  ]
  const layers = blobs.map(({ layer }) => layer)
  return {
    images: images.length > 0 || placed.length === 0 ? images.map(({ image }) => image) : [nameless(label)],
    placed,
    gaps: [...sealed.gaps, ...blobs.flatMap(gapsOf), ...images.flatMap((image) => image.gaps)],
    problems: [
      ...sealed.problems,
      ...layers.flatMap((layer) => layer.problems),
      ...images.flatMap((one) => one.problems),
    ],
    layers: layers.length,
    files: layers.reduce((sum, layer) => sum + layer.files, 0),
    bytes: layers.reduce((sum, layer) => sum + layer.bytes, 0),
  }
}

function gapsOf({ shown, layer }: SealedBlob): Gap[] {
  return layer.gaps.map(({ kind, file, reason }) => ({
    kind,
    where: file === undefined ? shown : `${shown}: ${file}`,
    reason,
  }))
}

/** What was read although no manifest could be: its findings need an image to belong to. */
function nameless(label: string): ReportImage {
  return { reference: label, source: 'unknown', id: '', platform: 'unknown', tags: [], layers: [] }
}
