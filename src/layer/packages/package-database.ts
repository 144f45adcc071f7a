import type { HashKey } from '../path-hash.js'
import { dpkgReaders } from './dpkg/readers.js'
import { addOwned, createOwnedRows, type OwnedRows } from './owned-rows.js'
import type { PackageReader, PackageRecords } from './package-reader.js'

/** What the package managers' files of one layer tell. Plain data. */
export type PackageDatabase = {
  rows: OwnedRows
  /** By the rows' package index. */
  names: readonly string[]
  /** The distribution of each package that the layer describes; null for one that is no public distribution's. */
  known: readonly (readonly [name: string, distribution: string | null])[]
  /** The path to which a file was moved, and the path as its package knows it. */
  diversions: readonly (readonly [to: string, from: string])[]
}

/** Defaults: a Debian with 3,000 packages has half a million rows, and a `status` of 4 MB. */
export const packageLimits = {
  /** Bytes of one file of a database. */
  fileBytes: 16 * 1024 * 1024,
  /** In one layer. */
  rows: 1_000_000,
  packages: 50_000,
  diversions: 10_000,
}
export type PackageLimits = typeof packageLimits

/** Takes the files of one layer, one after the other. */
export type PackageCollector = {
  /** Whether the file is a part of a package database; only then its bytes must be pushed. */
  start(path: string): boolean
  /** The bytes are copied. */
  push(bytes: Uint8Array): void
  end(): void
  /** Undefined if there was no database. `cuts`: what a limit cut off, in words. */
  finish(): { database: PackageDatabase | undefined; cuts: string[] }
}

/** One format each; the first that knows a path reads it. */
const readers: readonly PackageReader[] = [...dpkgReaders]

/** Collects what one layer tells of packages, while its files pass by. `key`: for the paths. */
export function createPackageCollector(key: HashKey, limits: PackageLimits = packageLimits): PackageCollector {
  const { records, database, cuts } = createRecords(key, limits)
  let current: { path: string; reader: PackageReader; pieces: Buffer[]; length: number } | undefined
  let some = false
  return {
    start(path) {
      const reader = readers.find((one) => one.matches(path))
      current = reader && { path, reader, pieces: [], length: 0 }
      return current !== undefined
    },
    push(bytes) {
      if (!current) return
      current.length += bytes.length
      if (current.length <= limits.fileBytes) current.pieces.push(Buffer.from(bytes))
      else current.pieces = []
    },
    end() {
      if (!current) return
      const { path, reader, pieces, length } = current
      current = undefined
      some = true
      if (length > limits.fileBytes)
        cuts.add(`package database files larger than ${limits.fileBytes} bytes were not read`)
      else reader.read(Buffer.concat(pieces).toString('latin1'), path, records)
    },
    finish: () => ({ database: some ? database() : undefined, cuts: [...cuts] }),
  }
}

function createRecords(key: HashKey, limits: PackageLimits) {
  const rows = createOwnedRows(key)
  const indexes = new Map<string, number>()
  const names: string[] = []
  const known = new Map<string, string | null>()
  const diversions = new Map<string, string>()
  const cuts = new Set<string>()

  const isFull = (length: number, limit: number, what: string) => {
    if (length >= limit) cuts.add(`more than ${limit} ${what} of packages: the rest is not known`)
    return length >= limit
  }
  const indexOf = (name: string) => {
    const index = indexes.get(name) ?? names.length
    if (index < names.length) return index
    if (isFull(names.length, limits.packages, 'names')) return undefined
    indexes.set(name, index)
    names.push(name)
    return index
  }
  const records: PackageRecords = {
    own(packageName, path, digest) {
      if (!isDigest(digest) || isFull(rows.length, limits.rows, 'files')) return
      const index = indexOf(packageName)
      if (index !== undefined) addOwned(rows, relative(path), digest, index)
    },
    know(packageName, told) {
      const distribution = told ?? null
      const isNew = !known.has(packageName)
      if (isNew && isFull(known.size, limits.packages, 'descriptions')) return
      // Told twice and not alike, e.g. for two architectures: then nobody's.
      known.set(packageName, isNew || known.get(packageName) === distribution ? distribution : null)
    },
    divert(from, to) {
      if (!isFull(diversions.size, limits.diversions, 'diversions')) diversions.set(relative(to), relative(from))
    },
  }
  const database = (): PackageDatabase => ({ rows, names, known: [...known], diversions: [...diversions] })
  return { records, database, cuts }
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
