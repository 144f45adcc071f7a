import { toByteString } from '../../findings/byte-string.js'
import type { Instruction } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import type { Seal } from '../../findings/seal/seal.js'
import { pairHistoryWithLayers, readHistory } from '../../image/history.js'
import { inspectConfig } from '../../inspect/config.js'
import { inspectHistory } from '../../inspect/history/inspect.js'
import type { SourceImage } from '../../sources/source.js'
import type { ScanTools } from '../tools.js'
import type { NameMask } from './name-mask.js'
import type { SealedImage } from './sealed-source.js'
import { attributeToRows, maskRows, placeSighting, resolveSightings } from './texts.js'

/** Looks at an image's own texts, config and history, and keeps nothing of them but what a report shows. */
export async function sealImage(
  source: SourceImage,
  blobs: ReadonlyMap<string, number>,
  tools: ScanTools,
  seal: Seal,
  maskName: NameMask,
): Promise<SealedImage> {
  const { config, layers, parents } = source
  const history = readHistory(config)
  const sightings = [...inspectConfig(config, tools.detector), ...inspectHistory(config, tools.detector)]
  const rows = history.map((row) => row.createdBy)
  const instructions = maskRows(rows, sightings)
  const rowOfLayer = pairHistoryWithLayers(history, layers.length)
  const texts = attributeToRows(resolveSightings(sightings, tools), rows)
  return {
    told: toldOf(source, maskName),
    layers: layers.map(({ blob: id, title, ...layer }, i) => {
      const blob = id === undefined ? undefined : blobs.get(id)
      const row = rowOfLayer[i]
      return {
        ...layer,
        ...(blob !== undefined && { blob }),
        ...(row !== undefined && { row }),
        ...(title && { title: maskName(toByteString(title)) }),
      }
    }),
    ...(parents && { parents }),
    instructions,
    texts: await placeAll(texts, instructions, rowOfLayer, seal, maskName),
  }
}

async function placeAll(
  texts: ReturnType<typeof attributeToRows>,
  instructions: Instruction[],
  rowOfLayer: readonly (number | undefined)[],
  seal: Seal,
  maskName: NameMask,
): Promise<PlacedCandidate[]> {
  const layerOfRow = (row: number) => {
    const layer = rowOfLayer.indexOf(row)
    return layer === -1 ? undefined : layer
  }
  const place = { image: 0, instructions, layerOfRow }
  return Promise.all(texts.map((one) => placeSighting(one, place, seal, maskName)))
}

function toldOf(source: SourceImage, maskName: NameMask): SealedImage['told'] {
  const { reference, id, digest, platform, created, tags } = source
  const masked = (text: string) => maskName(toByteString(text))
  return {
    reference,
    source: source.source,
    id,
    ...(digest && { digest }),
    platform: masked(platform),
    ...(created && { created: masked(created) }),
    tags: tags.map(masked),
  }
}
