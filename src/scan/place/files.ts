import type { LocatedCandidate } from '../../findings/candidate.js'
import type { Instruction, Occurrence } from '../../findings/finding.js'
import { groupBy } from '../../findings/group-by.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import { type Life, livesOf, type Tables } from '../../layer/life.js'
import type { FoundFile, LayerScan } from '../layer/layer-scan.js'
import { excusesOf } from './ownership.js'

export type FilePlaces = {
  image: number
  /** The image's layers from the lowest; undefined where a layer's bytes are missing. */
  layers: readonly (LayerScan | undefined)[]
  instructionOfLayer: (layer: number) => Instruction | undefined
  maskName: (name: string) => string
}

type LayeredFile = FoundFile & { layer: number }

/** Gives every candidate of the image's files its place: layer, instruction, whether the file lives on, and whether it is public anyway. */
export function placeFiles(places: FilePlaces): PlacedCandidate[] {
  const own = places.layers.flatMap((scan, layer) => (scan?.found ?? []).map((file) => ({ ...file, layer })))
  const files = [...own, ...linkedFiles(places.layers, own)]
  const lives = livesOfFound(files, tablesOf(places.layers))
  const excuses = excusesOf(files, places.layers, places.maskName)
  return files.flatMap((file, i) => placeFile(file, lives[i], excuses[i], places))
}

function tablesOf(layers: FilePlaces['layers']): Tables {
  return layers.map((scan) => scan?.paths)
}

/** A life for each file; undefined for what never was in a file system. */
function livesOfFound(files: readonly LayeredFile[], tables: Tables): (Life | undefined)[] {
  const inTree = files.flatMap((file, i) => (file.entry === undefined ? [] : [{ ...file, entryIndex: file.entry, i }]))
  const lives: (Life | undefined)[] = files.map(() => undefined)
  for (const [n, life] of livesOf(inTree, tables).entries()) lives[inTree[n]!.i] = life
  return lives
}

/** A link's own index is not kept: nothing later in its layer is taken to end it. */
const lastEntry = Number.MAX_SAFE_INTEGER

/** Hard links to a file of a lower layer in which something was found, and which the link's own layer still sees. */
function linkedFiles(layers: FilePlaces['layers'], own: readonly LayeredFile[]): LayeredFile[] {
  const byPath = groupBy(
    own.filter((file) => !file.inName),
    (file) => file.path,
  )
  return layers.flatMap((scan, layer) => {
    const links = (scan?.links ?? []).flatMap((link) =>
      (byPath.get(link.target) ?? []).filter((file) => file.layer < layer).map((target) => ({ link, target })),
    )
    const lives = livesOfFound(
      links.map(({ target }) => target),
      tablesOf(layers.slice(0, layer + 1)),
    )
    return links
      .filter((_, i) => lives[i]?.state === 'live')
      .map(({ link, target }) => ({ ...target, path: link.path, entry: lastEntry, layer }))
  })
}

function placeFile(
  file: LayeredFile,
  life: Life | undefined,
  excuse: string | undefined,
  places: FilePlaces,
): PlacedCandidate[] {
  const instruction = places.instructionOfLayer(file.layer)
  const fixed: Occurrence = {
    image: places.image,
    exposure: 'file',
    layer: file.layer,
    ...(instruction && { instruction }),
    path: places.maskName(file.path),
    ...life,
  }
  return file.candidates.map((candidate) => ({
    candidate,
    occurrence: { ...fixed, ...placeInFile(file, candidate, places.maskName) },
    ...(excuse !== undefined && { excuse }),
  }))
}

function placeInFile(
  file: FoundFile,
  { line, column, key, via }: LocatedCandidate,
  maskName: (name: string) => string,
): Partial<Occurrence> {
  return {
    ...(!file.inName && { line, column }),
    ...(key !== undefined && { key: maskName(key) }),
    ...(via?.length && { via: via.map(maskName) }),
  }
}

/** Candidates of a blob that no image names: in the archive, so in what is passed on, but in no container. */
export function placeStrayBlob(scan: LayerScan, image: number, maskName: (name: string) => string): PlacedCandidate[] {
  return scan.found.flatMap((file) =>
    file.candidates.map((candidate) => {
      const { via = [], ...place } = placeInFile(file, candidate, maskName)
      const occurrence: Occurrence = { image, exposure: 'file', path: maskName(file.path || scan.blob), ...place }
      return { candidate, occurrence: { ...occurrence, via: [`unreferenced blob ${maskName(scan.blob)}`, ...via] } }
    }),
  )
}
