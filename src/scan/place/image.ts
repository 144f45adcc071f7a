import type { Gap, ReportImage } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import { pairHistoryWithLayers, readHistory } from '../../image/history.js'
import { inspectConfig } from '../../inspect/config.js'
import { inspectHistory } from '../../inspect/history/inspect.js'
import type { Sighting } from '../../inspect/sighting.js'
import type { Problem } from '../../problem.js'
import type { SourceImage, SourceLayer } from '../../sources/source.js'
import type { LayerScan } from '../layer/layer-scan.js'
import type { ScanTools } from '../tools.js'
import { placeFiles } from './files.js'
import { createNameMask } from './name-mask.js'
import { attributeToRows, maskRows, placeSighting, resolveSightings } from './texts.js'

type Check = { gaps: Gap[]; problems: Problem[] }

export type ScannedImage = { image: ReportImage; placed: PlacedCandidate[] } & Check

/** Ties what was found in the blobs to one image, and looks at the image's own texts: config and history. */
export function scanImage(
  source: SourceImage,
  index: number,
  blobs: ReadonlyMap<string, LayerScan>,
  tools: ScanTools,
): ScannedImage {
  const maskName = createNameMask(tools.detector)
  const layers = source.layers.map((layer) => (layer.blob === undefined ? undefined : blobs.get(layer.blob)))
  const sightings = [...inspectConfig(source.config, tools.detector), ...inspectHistory(source.config, tools.detector)]
  const story = readStory(source, sightings)
  const texts = attributeToRows(resolveSightings(sightings, tools), story.rows).map((one) =>
    placeSighting(one, { image: index, maskName, ...story }),
  )
  const files = placeFiles({ image: index, layers, maskName, ...story })
  const checked = source.layers.map((layer, i) => checkLayer(source, layer, layers[i]))
  return {
    image: {
      reference: source.reference,
      source: source.source,
      id: source.id,
      ...(source.digest && { digest: source.digest }),
      platform: source.platform,
      ...(source.created && { created: source.created }),
      tags: source.tags,
      layers: source.layers.map((layer, i) => reportLayer(layer, i, layers[i], story.instructionOfLayer(i)?.text)),
    },
    placed: [...texts, ...files],
    gaps: checked.flatMap((check) => check.gaps),
    problems: checked.flatMap((check) => check.problems),
  }
}

/** The image's history: its rows, masked, and which of them made which layer. */
function readStory({ config, layers }: SourceImage, sightings: readonly Sighting[]) {
  const history = readHistory(config)
  const rows = history.map((row) => row.createdBy)
  const instructions = maskRows(rows, sightings)
  const rowOfLayer = pairHistoryWithLayers(history, layers.length)
  return {
    rows,
    instructions,
    instructionOfLayer: (layer: number) => instructions[rowOfLayer[layer] ?? -1],
    layerOfRow: (row: number) => {
      const layer = rowOfLayer.indexOf(row)
      return layer === -1 ? undefined : layer
    },
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

/**
 * A config's diff ids are claims: the layer must have been there, and its bytes must be the ones that the config means. That a
 * layer is missing or broke off is the source's to tell; the gap is told here.
 */
function checkLayer(source: SourceImage, layer: SourceLayer, scan: LayerScan | undefined): Check {
  const gap = (reason: string): Gap => ({ kind: 'unread', where: layer.blob ?? layer.diffId, reason })
  if (!scan) return { gaps: [gap('a layer of the image is not there')], problems: [] }
  const isWhole = scan.gaps.every(({ kind }) => kind !== 'unread')
  if (!isWhole || !layer.diffId || layer.diffId === scan.diffId) return { gaps: [], problems: [] }
  const reason = `the layer holds other bytes than the config says: they hash to ${scan.diffId}, not to ${layer.diffId}`
  const hint = 'What the layer holds was scanned; export or pull the image again.'
  return { gaps: [gap(reason)], problems: [{ code: 'layer-corrupt', message: `${source.reference}: ${reason}`, hint }] }
}
