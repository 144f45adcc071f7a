import type { Gap, ReportImage } from '../findings/finding.js'
import type { PlacedCandidate } from '../findings/merge.js'
import { pairHistoryWithLayers, readHistory } from '../image/history.js'
import { inspectConfig } from '../inspect/config.js'
import { inspectHistory } from '../inspect/history/inspect.js'
import type { Problem } from '../problem.js'
import type { SourceImage, SourceLayer } from '../sources/source.js'
import { placeFiles } from './files.js'
import type { LayerScan } from './layer-scan.js'
import { createNameMask } from './name-mask.js'
import { maskRows, placeSighting, resolveSightings } from './texts.js'
import type { ScanTools } from './tools.js'

export type ScannedImage = { image: ReportImage; placed: PlacedCandidate[]; gaps: Gap[]; problems: Problem[] }

/** Ties what was found in the blobs to one image, and looks at the image's own texts: config and history. */
export function scanImage(
  source: SourceImage,
  index: number,
  blobs: ReadonlyMap<string, LayerScan>,
  tools: ScanTools,
): ScannedImage {
  const maskName = createNameMask(tools.detector)
  const history = readHistory(source.config)
  const sightings = [...inspectConfig(source.config, tools.detector), ...inspectHistory(source.config, tools.detector)]
  const resolved = resolveSightings(sightings, tools)
  const instructions = maskRows(
    history.map((row) => row.createdBy),
    sightings,
  )
  const rowOfLayer = pairHistoryWithLayers(history, source.layers.length)
  const layers = source.layers.map((layer) => (layer.blob === undefined ? undefined : blobs.get(layer.blob)))
  const instructionOfLayer = (layer: number) => {
    const row = rowOfLayer[layer]
    return row === undefined ? undefined : instructions[row]
  }
  const layerOfRow = (row: number) => {
    const layer = rowOfLayer.indexOf(row)
    return layer === -1 ? undefined : layer
  }
  const texts = resolved.map((one) => placeSighting(one, { image: index, instructions, layerOfRow, maskName }))
  const files = placeFiles({ image: index, layers, instructionOfLayer, maskName })
  const checked = source.layers.flatMap((layer, i) => checkLayer(source, layer, layers[i]))
  return {
    image: {
      reference: source.reference,
      source: source.source,
      id: source.id,
      ...(source.digest && { digest: source.digest }),
      platform: source.platform,
      ...(source.created && { created: source.created }),
      tags: source.tags,
      layers: source.layers.map((layer, i) => reportLayer(layer, i, layers[i], instructionOfLayer(i)?.text)),
    },
    placed: [...texts, ...files],
    gaps: checked.map(({ gap }) => gap),
    problems: checked.map(({ problem }) => problem),
  }
}

function reportLayer(layer: SourceLayer, index: number, scan: LayerScan | undefined, instruction: string | undefined) {
  const digest = layer.digest ?? (scan && scan.digest !== scan.diffId ? scan.digest : undefined)
  return {
    index,
    diffId: scan?.diffId ?? layer.diffId,
    ...(digest && { digest }),
    size: scan?.bytes ?? layer.size ?? 0,
    ...(instruction !== undefined && { instruction }),
  }
}

/** A config's diff ids are claims: the layer must have been there, and its bytes must be the ones that the config means. */
function checkLayer(
  source: SourceImage,
  layer: SourceLayer,
  scan: LayerScan | undefined,
): { gap: Gap; problem: Problem }[] {
  const wrong = (code: 'layer-missing' | 'layer-corrupt', reason: string) => [
    {
      gap: { kind: 'unread' as const, where: layer.blob ?? layer.diffId, reason },
      problem: { code, message: `${source.reference}: ${reason}`, hint: 'Export or pull the image again.' },
    },
  ]
  if (!scan) return wrong('layer-missing', `layer ${layer.diffId || layer.blob} is not there`)
  if (scan.problems.length > 0 || !layer.diffId || layer.diffId === scan.diffId) return []
  return wrong('layer-corrupt', `layer ${layer.diffId} holds other bytes: they hash to ${scan.diffId}`)
}
