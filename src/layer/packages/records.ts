import type { HashKey } from '../path-hash.js'
import { type Origin, sameOrigin } from './origin.js'
import { addFolder, addOwned, createOwnedRows } from './owned-rows.js'
import type { PackageDatabase, PackageLimits } from './package-database.js'
import type { PackageRecords } from './package-reader.js'

/** In bytes; a longer one is not known. Databases that list folders and names apart could fill whole layers with a few of them. */
const longestPath = 1024

/** Gathers what the readers of one layer tell. */
export type RecordKeeper = {
  /** What a reader of this manager is to tell it to. */
  of(manager: string): PackageRecords
  database(): PackageDatabase
}

/** `onCut` is told what a limit cut off, in words. `key`: for the paths. */
export function createRecords(key: HashKey, limits: PackageLimits, onCut: (what: string) => void): RecordKeeper {
  const rows = createOwnedRows(key)
  const folders = createOwnedRows(key)
  const indexes = new Map<string, number>()
  const names: string[] = []
  const known = new Map<string, Origin | null>()
  const diversions = new Map<string, string>()
  const signers = new Set<string | null>()

  const isFull = (length: number, limit: number, what: string) => {
    if (length >= limit) onCut(`more than ${limit} ${what} of packages: the rest is not known`)
    return length >= limit
  }
  const indexOf = (id: string) => {
    const index = indexes.get(id) ?? names.length
    if (index < names.length) return index
    if (isFull(names.length, limits.packages, 'names')) return undefined
    indexes.set(id, index)
    names.push(id)
    return index
  }
  const of = (manager: string): PackageRecords => ({
    own(packageName, path, digest) {
      if (!isDigest(digest) || path.length > longestPath || isFull(rows.length, limits.rows, 'files')) return
      const index = indexOf(`${manager}:${packageName}`)
      if (index !== undefined) addOwned(rows, relative(path), digest, index)
    },
    ownFolder(packageName, path) {
      if (path.length > longestPath || isFull(folders.length, limits.packages, 'folders')) return
      const index = indexOf(`${manager}:${packageName}`)
      if (index !== undefined) addFolder(folders, relative(path), index)
    },
    know(packageName, told) {
      const id = `${manager}:${packageName}`
      const origin = told ?? null
      const before = known.get(id)
      if (before === undefined && isFull(known.size, limits.packages, 'descriptions')) return
      // Told twice and not alike, e.g. for two architectures: then nobody's.
      known.set(id, before === undefined || sameOrigin(before, origin) ? origin : null)
    },
    divert(from, to) {
      if (!isFull(diversions.size, limits.diversions, 'diversions')) diversions.set(relative(to), relative(from))
    },
    trust: (distribution) => void signers.add(distribution ?? null),
  })
  const database = (): PackageDatabase => {
    return { rows, folders, names, known: [...known], diversions: [...diversions], signers: [...signers] }
  }
  return { of, database }
}

function isDigest(text: string): boolean {
  return text.length <= 128 && /^[0-9a-f]{32,}$/.test(text)
}

/** As paths stand in the layer: databases write `usr/x`, `./usr/x` or `/usr/x`. */
function relative(path: string): string {
  let start = 0
  while (path.startsWith('./', start) || path.startsWith('/', start)) start += path.startsWith('./', start) ? 2 : 1
  return path.slice(start)
}
