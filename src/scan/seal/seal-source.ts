import type { PlacedCandidate } from '../../findings/merge.js'
import type { Seal } from '../../findings/seal/seal.js'
import { readHistory } from '../../image/history.js'
import { inspectDocument } from '../../inspect/document.js'
import type { SourceDocument, SourceResult } from '../../sources/source.js'
import type { ScanTools } from '../tools.js'
import { embeddedLineOf, embeddedLinesOfRows } from './embedded-lines.js'
import { createNameMask, type NameMask } from './name-mask.js'
import { sealBase } from './seal-base.js'
import { sealImage } from './seal-image.js'
import type { SealedLayer } from './sealed-layer.js'
import type { SealedSource } from './sealed-source.js'
import { placeSighting, resolveSightings } from './texts.js'

/** Looks at the texts that a source brought, and puts them together with its layers (by blob id), which are sealed already. */
export async function sealSource(
  result: SourceResult,
  layers: ReadonlyMap<string, SealedLayer>,
  tools: ScanTools,
): Promise<SealedSource> {
  const maskName = createNameMask(tools.detector)
  const seal = tools.newSeal()
  const numbers = new Map([...layers.keys()].map((id, number) => [id, number]))
  const documents = await Promise.all(result.documents.map((document) => sealDocument(document, tools, seal, maskName)))
  return {
    images: await Promise.all(
      result.images.map(async (image, index) => {
        const sealed = await sealImage(image, numbers, tools, seal, maskName)
        const rows = readHistory(image.config).map((row) => row.createdBy)
        const dockerfile = embeddedLinesOfRows(result.documents, index, rows, maskName)
        const base = sealBase(image, result, index, maskName)
        return { ...sealed, ...(dockerfile && { dockerfile }), ...(base && { base }) }
      }),
    ),
    documents: documents.flat(),
    blobs: [...layers].map(([id, layer]) => ({ shown: maskName(id), layer })),
    gaps: result.gaps.map((gap) => ({ ...gap, where: maskName(gap.where) })),
    problems: result.problems,
    notes: result.notes,
  }
}

async function sealDocument(
  document: SourceDocument,
  tools: ScanTools,
  seal: Seal,
  maskName: NameMask,
): Promise<PlacedCandidate[]> {
  const sightings = resolveSightings(inspectDocument(document, tools.detector), tools)
  const place = { image: document.image ?? 0, instructions: [], layerOfRow: () => undefined }
  const lineOf = embeddedLineOf(document)
  const placed = sightings.map(async (sighting) => {
    const { candidate, occurrence } = await placeSighting(sighting, place, seal, maskName)
    const at = lineOf(sighting)
    const dockerfile = at && { path: maskName(at.path), line: at.line }
    const key = occurrence.key ?? maskName(document.name)
    const field = document.content.kind === 'json' ? { field: maskName(sighting.unit) } : {}
    const where = { document: maskName(document.name), ...field }
    return { candidate, occurrence: { ...occurrence, key, ...where, ...(dockerfile && { dockerfile }) } }
  })
  return Promise.all(placed)
}
