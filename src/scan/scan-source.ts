import type { Gap, ReportImage } from '../findings/finding.js'
import type { PlacedCandidate } from '../findings/merge.js'
import { inspectDocument } from '../inspect/document.js'
import type { Problem } from '../problem.js'
import type { Source, SourceDocument, SourceResult } from '../sources/source.js'
import type { ScanEvent } from './events.js'
import type { LayerScan } from './layer/layer-scan.js'
import { createLayerSink } from './layer/layer-sink.js'
import { placeStrayBlob } from './place/files.js'
import { type ScannedImage, scanImage } from './place/image.js'
import { createNameMask } from './place/name-mask.js'
import { placeSighting, resolveSightings } from './place/texts.js'
import type { ScanTools } from './tools.js'

export type ScannedSource = {
  images: ReportImage[]
  placed: PlacedCandidate[]
  gaps: Gap[]
  problems: Problem[]
  layers: number
  files: number
  bytes: number
}

export type SourceScanOptions = { tools: ScanTools; signal?: AbortSignal; onEvent: (event: ScanEvent) => void }

/** Reads one source in one pass and ties what was found to its images. Image numbers count from 0 within the source. */
export async function scanSource(source: Source, options: SourceScanOptions): Promise<ScannedSource> {
  const { tools, signal, onEvent } = options
  const { label, expectedBytes } = source
  onEvent({ kind: 'source', label, ...(expectedBytes !== undefined && { expectedBytes }) })
  const blobs = new Map<string, LayerScan>()
  const result = await source.read(
    (blob) =>
      createLayerSink(blob, tools, {
        onBytes: (bytes) => onEvent({ kind: 'bytes', label, bytes }),
        onDone: (scan) => {
          blobs.set(blob.id, scan)
          const candidates = scan.found.reduce((sum, file) => sum + file.candidates.length, 0)
          onEvent({ kind: 'layer', label, id: blob.id, files: scan.files, candidates })
        },
      }),
    signal,
  )
  for (const text of result.notes) onEvent({ kind: 'note', text })
  const images = result.images.map((image, index) => scanImage(image, index, blobs, tools))
  onEvent({ kind: 'done', label })
  return gather(source, result, images, blobs, tools)
}

function gather(
  source: Source,
  result: SourceResult,
  images: ScannedImage[],
  blobs: ReadonlyMap<string, LayerScan>,
  tools: ScanTools,
): ScannedSource {
  const maskName = createNameMask(tools.detector)
  const used = new Set(result.images.flatMap((image) => image.layers.map((layer) => layer.blob)))
  const scans = [...blobs.values()]
  const stray = scans.filter((scan) => !used.has(scan.blob))
  const placed = [
    ...images.flatMap((image) => image.placed),
    ...stray.flatMap((scan) => placeStrayBlob(scan, 0, maskName)),
    ...result.documents.flatMap((document) => placeDocument(document, tools, maskName)),
  ]
  return {
    images: images.length > 0 || placed.length === 0 ? images.map(({ image }) => image) : [nameless(source)],
    placed,
    gaps: [...result.gaps, ...scans.flatMap((scan) => scan.gaps), ...images.flatMap((image) => image.gaps)].map(
      (gap) => ({ ...gap, where: maskName(gap.where) }),
    ),
    problems: [...result.problems, ...scans.flatMap((scan) => scan.problems), ...images.flatMap((one) => one.problems)],
    layers: scans.length,
    files: scans.reduce((sum, scan) => sum + scan.files, 0),
    bytes: scans.reduce((sum, scan) => sum + scan.bytes, 0),
  }
}

/** What was read although no manifest could be: its findings need an image to belong to. */
function nameless(source: Source): ReportImage {
  return { reference: source.label, source: 'unknown', id: '', platform: 'unknown', tags: [], layers: [] }
}

function placeDocument(
  document: SourceDocument,
  tools: ScanTools,
  maskName: (name: string) => string,
): PlacedCandidate[] {
  const sightings = resolveSightings(inspectDocument(document, tools.detector), tools)
  const place = { image: document.image ?? 0, instructions: [], layerOfRow: () => undefined, maskName }
  return sightings.map((sighting) => {
    const { candidate, occurrence } = placeSighting(sighting, place)
    const key = [maskName(document.name), occurrence.key].filter(Boolean).join(' ')
    return { candidate, occurrence: { ...occurrence, key } }
  })
}
