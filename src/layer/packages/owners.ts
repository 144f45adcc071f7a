import { createHashIndex, type HashIndex } from '../hash-index.js'
import type { PathOrPrefixes } from '../path-prefixes.js'
import { ownersOfFolders } from './folder-owners.js'
import { createNamings, type NamedPackage, type Naming } from './naming.js'
import { hashOwned, visitOwned } from './owned-rows.js'
import type { PackageDatabase } from './package-database.js'

/** A file of a layer, and the checksums of its content, in hex, in all algorithms; empty for one too large to be held. */
export type OwnedFile = { path: PathOrPrefixes; digests: readonly string[]; layer: number }

/** The package to which a file belongs: unchanged, by its checksum, or merely because it stands in the package's folder. */
export type Owner = NamedPackage & { isUnchanged: boolean }

/** The databases of an image's layers from the lowest up, hashed with one key; undefined for a layer that brings none. */
export type Databases = readonly (PackageDatabase | undefined)[]

/** What is told of one content at one path. */
type Owned = { files: number[]; owner?: NamedPackage }

/**
 * For each file its owner; a public distribution before an index, and a checksum before a folder. Whose a package is, the description of
 * the same layer tells, or the nearest one below. In one pass over the rows, and none if there are no files.
 */
export function ownersOf(files: readonly OwnedFile[], databases: Databases): (Owner | undefined)[] {
  if (files.length === 0 || databases.every((one) => one === undefined)) return files.map(() => undefined)
  const namings = createNamings(databases)
  const byFolder = ownersOfFolders(files, databases, namings)
  return ownersByChecksum(files, databases, namings).map((owner, i) => {
    const inFolder = byFolder[i]
    return owner ? { ...owner, isUnchanged: true } : inFolder && { ...inFolder, isUnchanged: false }
  })
}

function ownersByChecksum(
  files: readonly OwnedFile[],
  databases: Databases,
  namings: readonly Naming[],
): (NamedPackage | undefined)[] {
  const owners: (NamedPackage | undefined)[] = files.map(() => undefined)
  const index = indexFiles(files, databases)
  for (const [layer, database] of databases.entries()) {
    if (database === undefined) continue
    visitOwned(database.rows, (low, high, packageIndex) => {
      const owned = index.get(low, high)
      if (owned !== undefined) owned.owner = better(owned.owner, namings[layer]!, packageIndex)
    })
  }
  for (const { files: same, owner } of index.values()) {
    for (const file of same) if (owner && owners[file]?.origin.kind !== 'distribution') owners[file] = owner
  }
  return owners
}

function better(owner: NamedPackage | undefined, naming: Naming, packageIndex: number): NamedPackage | undefined {
  if (owner?.origin.kind === 'distribution') return owner
  const other = naming(packageIndex)
  return other?.origin.kind === 'distribution' ? other : (owner ?? other)
}

function indexFiles(files: readonly OwnedFile[], databases: Databases): HashIndex<Owned> {
  const index = createHashIndex<Owned>(() => ({ files: [] }))
  const diversions = databases.flatMap((one) => (one && one.diversions.length > 0 ? [new Map(one.diversions)] : []))
  const { key } = databases.find((one) => one !== undefined)!.rows
  for (const [i, { path, digests }] of files.entries()) {
    for (const name of namesOf(path, diversions)) {
      for (const digest of digests) index.at(...hashOwned(name, digest, key)).files.push(i)
    }
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
