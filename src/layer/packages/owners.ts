import { createHashIndex, type HashIndex } from '../hash-index.js'
import type { PathOrPrefixes } from '../path-prefixes.js'
import { hashOwned, visitOwned } from './owned-rows.js'
import type { PackageDatabase } from './package-database.js'

/** A file and the checksum of its content, in hex. */
export type CheckedFile = { path: PathOrPrefixes; digest: string }

/** The package of a public distribution to which a file belongs. `distribution` e.g. `Debian`. */
export type Owner = { name: string; distribution: string }

/** The databases of an image's layers from the lowest up, hashed with one key; undefined for a layer that brings none. */
export type Databases = readonly (PackageDatabase | undefined)[]

/** Each layer's `PackageDatabase.known`. */
type Known = readonly (ReadonlyMap<string, string | null> | undefined)[]

/** What is told of one content at one path. */
type Owned = { files: number[]; owner?: Owner }

/**
 * For each file the package of a public distribution that owns it unchanged: at this path, with this content. Whose a package is, the
 * description of the same layer tells, or the nearest one below. In one pass over the rows, and none if there are no files.
 */
export function ownersOf(files: readonly CheckedFile[], databases: Databases): (Owner | undefined)[] {
  const owners: (Owner | undefined)[] = files.map(() => undefined)
  if (files.length === 0 || databases.every((one) => one === undefined)) return owners
  const index = indexFiles(files, databases)
  const known = databases.map((one) => one && new Map(one.known))
  for (const [layer, database] of databases.entries()) {
    if (database === undefined) continue
    const ownerOf = createNaming(layer, database.names, known)
    visitOwned(database.rows, (low, high, packageIndex) => {
      const owned = index.get(low, high)
      if (owned !== undefined) owned.owner ??= ownerOf(packageIndex)
    })
  }
  for (const { files: same, owner } of index.values()) {
    for (const file of same) owners[file] ??= owner
  }
  return owners
}

function indexFiles(files: readonly CheckedFile[], databases: Databases): HashIndex<Owned> {
  const index = createHashIndex<Owned>(() => ({ files: [] }))
  const diversions = databases.flatMap((one) => (one && one.diversions.length > 0 ? [new Map(one.diversions)] : []))
  const { key } = databases.find((one) => one !== undefined)!.rows
  for (const [i, { path, digest }] of files.entries()) {
    for (const name of namesOf(path, diversions)) index.at(...hashOwned(name, digest, key)).files.push(i)
  }
  return index
}

/** The paths by which a package may know the file. Of one that may not be kept, only the one that it has. */
function namesOf(path: PathOrPrefixes, diversions: readonly ReadonlyMap<string, string>[]): Iterable<PathOrPrefixes> {
  if (typeof path !== 'string') return [path]
  const here = bothSides(path)
  const moved = here.flatMap((name) => diversions.map((one) => one.get(name)).filter((from) => from !== undefined))
  return new Set([...here, ...moved.flatMap(bothSides)])
}

/**
 * Folders that a merged `/usr` took in; packages still list some files on the other side (usrmerge,
 * https://wiki.debian.org/UsrMerge).
 */
const mergedFolder = /^(?:bin|sbin|lib|lib32|lib64|libx32|libo32)\//

function bothSides(path: string): string[] {
  if (mergedFolder.test(path)) return [path, `usr/${path}`]
  const below = path.startsWith('usr/') ? path.slice('usr/'.length) : ''
  return mergedFolder.test(below) ? [path, below] : [path]
}

/** Tells the owner for a package index of this layer; each is looked up once. */
function createNaming(
  layer: number,
  names: readonly string[],
  known: Known,
): (packageIndex: number) => Owner | undefined {
  const owners: (Owner | null)[] = []
  return (packageIndex) => {
    owners[packageIndex] ??= lookUp(names[packageIndex]!, layer, known) ?? null
    return owners[packageIndex] ?? undefined
  }
}

function lookUp(name: string, layer: number, known: Known): Owner | undefined {
  for (let at = layer; at >= 0; at--) {
    const distribution = known[at]?.get(name)
    if (distribution === undefined) continue
    return distribution === null ? undefined : { name, distribution }
  }
  return undefined
}
