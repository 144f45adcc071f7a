import { fromByteString } from '../../findings/byte-string.js'
import type { LocatedCandidate } from '../../findings/candidate.js'
import type { Gap } from '../../findings/finding.js'
import type { Seal } from '../../findings/seal/seal.js'
import type { HardLink } from '../../layer/hard-links.js'
import type { PackageDatabase } from '../../layer/packages/package-database.js'
import { ownHash, pathPrefixes } from '../../layer/path-prefixes.js'
import type { FoundFile, LayerScan } from '../layer/layer-scan.js'
import type { ScanTools } from '../tools.js'
import { createNameMask, type NameMask } from './name-mask.js'
import type { LayerGap, SealedFile, SealedLayer, SealedLink, SealedLocated, SealedPath } from './sealed-layer.js'

/** Of a path that holds a secret, so many folders are known by their hashes; the life of a file deeper down may be told as longer. */
const foldersOfMasked = 256

/** Takes the secrets out of what a layer scan brought: candidates are sealed, names masked. To be done before it leaves its thread. */
export async function sealLayer(scan: LayerScan, tools: ScanTools): Promise<SealedLayer> {
  const maskName = createNameMask(tools.detector)
  const { blob, found, links, packages, gaps, ...rest } = scan
  const seal = tools.newSeal()
  return {
    ...rest,
    found: await Promise.all(found.map((file) => sealFile(file, tools, seal, maskName))),
    links: links.map((link) => sealLink(link, tools, maskName)),
    ...(packages && { packages: sealPackages(packages, maskName) }),
    gaps: gaps.map((gap) => sealGap(gap, blob, maskName)),
  }
}

async function sealFile(file: FoundFile, tools: ScanTools, seal: Seal, maskName: NameMask): Promise<SealedFile> {
  const { path, candidates, entry, ...rest } = file
  return {
    ...rest,
    ...sealPath(path, tools, maskName),
    ...(entry !== undefined && { entry }),
    candidates: await Promise.all(candidates.map((candidate) => sealLocated(candidate, seal, maskName))),
  }
}

async function sealLocated(candidate: LocatedCandidate, seal: Seal, maskName: NameMask): Promise<SealedLocated> {
  const { line, column, key, via } = candidate
  return {
    ...(await seal(candidate)),
    ...(key !== undefined && { key: maskName(key) }),
    ...(via !== undefined && { via: via.map(maskName) }),
    line,
    column,
  }
}

function sealPath(path: string, { pathKey }: ScanTools, maskName: NameMask): SealedPath {
  const shown = maskName(path)
  return { shown, path: shown === fromByteString(path) ? path : pathPrefixes(path, pathKey, foldersOfMasked) }
}

function sealLink({ path, target }: HardLink, tools: ScanTools, maskName: NameMask): SealedLink {
  return { ...sealPath(path, tools, maskName), target: ownHash(target, tools.pathKey) }
}

/** A name that holds a secret is masked, and a path that does is left out: a file is excused less often then, never more. */
function sealPackages({ names, known, diversions, ...rest }: PackageDatabase, maskName: NameMask): PackageDatabase {
  const isPlain = (name: string) => maskName(name) === fromByteString(name)
  return {
    ...rest,
    names: names.map((name) => (isPlain(name) ? name : '')),
    known: known.filter(([name]) => isPlain(name)),
    diversions: diversions.filter(([to, from]) => isPlain(to) && isPlain(from)),
  }
}

function sealGap({ kind, where, reason }: Gap, blob: string, maskName: NameMask): LayerGap {
  const inFile = `${blob}: `
  return { kind, reason, ...(where.startsWith(inFile) && { file: maskName(where.slice(inFile.length)) }) }
}
