import type { Excuse } from '../../findings/excuse.js'
import type { Instruction, Occurrence } from '../../findings/finding.js'
import type { PlacedCandidate } from '../../findings/merge.js'
import { createHashIndex } from '../../layer/hash-index.js'
import { type Life, livesOf, type Tables } from '../../layer/life.js'
import { ownHash } from '../../layer/path-prefixes.js'
import type { FileAccess } from '../layer/layer-scan.js'
import type { SealedFile, SealedLayer, SealedLocated } from '../seal/sealed-layer.js'
import { compiledFrom } from './compiled.js'
import { excusesOf } from './ownership.js'

export type FilePlaces = {
  image: number
  /** The image's layers from the lowest; undefined where a layer's bytes are missing. */
  layers: readonly (SealedLayer | undefined)[]
  instructionOfLayer: (layer: number) => Instruction | undefined
  /** Of a layer that is a file by itself. */
  nameOfLayer?: (layer: number) => string | undefined
}

type LayeredFile = SealedFile & { layer: number }

/** Gives every candidate of the image's files its place: layer, instruction, whether the file lives on, and whether it is public anyway. */
export function placeFiles(places: FilePlaces): PlacedCandidate[] {
  const own = places.layers.flatMap((scan, layer) => (scan?.found ?? []).map((file) => ({ ...file, layer })))
  const files = [...own, ...linkedFiles(places.layers, own)]
  const lives = livesOfFound(files, tablesOf(places.layers))
  const excuses = excusesOf(files, places.layers)
  const ofCompiled = compiledFrom(files, excuses)
  return files.flatMap((file, i) => placeFile(file, lives[i], (one) => excuses[i] ?? ofCompiled(file, one), places))
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
  const key = layers.find((layer) => layer !== undefined)?.paths.key
  if (key === undefined || layers.every((layer) => !layer?.links.length)) return []
  const byPath = createHashIndex<LayeredFile[]>(() => [])
  for (const file of own) if (!file.inName) byPath.at(...ownHash(file.path, key)).push(file)
  return layers.flatMap((scan, layer) => {
    const links = (scan?.links ?? []).flatMap((link) =>
      (byPath.get(...link.target) ?? []).filter((file) => file.layer < layer).map((target) => ({ link, target })),
    )
    const lives = livesOfFound(
      links.map(({ target }) => target),
      tablesOf(layers.slice(0, layer + 1)),
    )
    return links
      .filter((_, i) => lives[i]?.state === 'live')
      .map(({ link: { shown, path }, target }) => ({ ...target, shown, path, entry: lastEntry, layer }))
  })
}

function placeFile(
  file: LayeredFile,
  life: Life | undefined,
  excuseOf: (candidate: SealedLocated) => Excuse | undefined,
  places: FilePlaces,
): PlacedCandidate[] {
  const instruction = places.instructionOfLayer(file.layer)
  const fixed: Occurrence = {
    image: places.image,
    exposure: 'file',
    layer: file.layer,
    ...(instruction && { instruction }),
    // What is no tar has no path of its own.
    path: file.shown || (places.nameOfLayer?.(file.layer) ?? ''),
    ...(file.access && accessOf(file.access)),
    ...life,
  }
  return file.candidates.map((candidate) => {
    const excuse = excuseOf(candidate)
    return { candidate, occurrence: { ...fixed, ...placeInFile(file, candidate) }, ...(excuse && { excuse }) }
  })
}

function accessOf({ mode, uid, gid }: FileAccess): Pick<Occurrence, 'mode' | 'owner'> {
  return { mode: mode.toString(8).padStart(4, '0'), owner: `${uid}:${gid}` }
}

function placeInFile(file: SealedFile, { line, column, key, via }: SealedLocated): Partial<Occurrence> {
  return {
    ...(!file.inName && { line, column }),
    ...(key !== undefined && { key }),
    ...(via?.length && { via }),
  }
}

/**
 * Candidates of a blob that no image names: in the archive, so in what is passed on, but in no container. `name`: of the blob, as a report
 * shows it.
 */
export function placeStrayBlob(layer: SealedLayer, name: string, image: number): PlacedCandidate[] {
  return layer.found.flatMap((file) =>
    file.candidates.map((candidate) => {
      const { via = [], ...place } = placeInFile(file, candidate)
      const occurrence: Occurrence = { image, exposure: 'file', path: file.shown || name, ...place }
      return { candidate, occurrence: { ...occurrence, via: [`unreferenced blob ${name}`, ...via] } }
    }),
  )
}
