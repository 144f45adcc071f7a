import { createHashIndex } from '../hash-index.js'
import type { HashKey } from '../path-hash.js'
import { type PathOrPrefixes, pathPrefixes } from '../path-prefixes.js'
import type { NamedPackage, Naming } from './naming.js'
import { visitOwned } from './owned-rows.js'
import type { Databases, OwnedFile } from './owners.js'

/** Packages do not lie deeper; folders beyond it count for nothing. */
const foldersAbove = 64

/** A file that no package has at this place: what a project itself, or a tool, puts beside its packages. */
const besidePackages = /(?:^|\/)node_modules\/[^/]*$/

/**
 * For each file the package in whose folder it stands, the innermost one. Only what the same layer brought counts: what a later step put into
 * a package's folder is not the package's.
 */
export function ownersOfFolders(
  files: readonly OwnedFile[],
  databases: Databases,
  namings: readonly Naming[],
): (NamedPackage | undefined)[] {
  const owners: (NamedPackage | undefined)[] = files.map(() => undefined)
  for (const [layer, database] of databases.entries()) {
    if (database === undefined || database.folders.length === 0) continue
    const folders = createHashIndex<{ owner?: NamedPackage | undefined }>(() => ({}))
    visitOwned(database.folders, (low, high, packageIndex) => {
      folders.at(low, high).owner ??= namings[layer]!(packageIndex)
    })
    for (const [i, file] of files.entries()) {
      if (file.layer !== layer) continue
      owners[i] = innermost(file.path, database.folders.key, (low, high) => folders.get(low, high)?.owner)
    }
  }
  return owners
}

function innermost(
  path: PathOrPrefixes,
  key: HashKey,
  ownerAt: (low: number, high: number) => NamedPackage | undefined,
): NamedPackage | undefined {
  if (typeof path === 'string' && besidePackages.test(path)) return undefined
  const prefixes = pathPrefixes(path, key, foldersAbove)
  // The last two words are the file's own.
  for (let at = prefixes.length - 4; at >= 0; at -= 2) {
    const owner = ownerAt(prefixes[at]!, prefixes[at + 1]!)
    if (owner !== undefined) return owner
  }
  return undefined
}
