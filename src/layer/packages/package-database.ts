import type { HashKey } from '../path-hash.js'
import { apkReaders } from './apk/readers.js'
import { dpkgReaders } from './dpkg/readers.js'
import { folderReaders } from './folders/readers.js'
import type { Origin } from './origin.js'
import type { OwnedRows } from './owned-rows.js'
import type { PackageReader } from './package-reader.js'
import { createRecords } from './records.js'
import { rpmReaders } from './rpm/readers.js'
import { wheelReaders } from './wheel/readers.js'

/** What the package managers' files of one layer tell. Plain data. */
export type PackageDatabase = {
  rows: OwnedRows
  /** Folders that packages own as a whole, as far as this layer fills them. */
  folders: OwnedRows
  /** By the rows' package index: the manager, a colon, and the package's name. */
  names: readonly string[]
  /** Where each package comes from that the layer describes; null for one that may be anybody's. */
  known: readonly (readonly [name: string, origin: Origin | null])[]
  /** The path to which a file was moved, and the path as its package knows it. */
  diversions: readonly (readonly [to: string, from: string])[]
  /** The distributions whose signatures the system trusts; null stands for anybody else. */
  signers: readonly (string | null)[]
}

/** Defaults: a Debian with 3,000 packages has half a million rows, and a `status` of 4 MB. */
export const packageLimits = {
  /** Bytes of one file of a database, where its reader names no limit of its own. */
  fileBytes: 16 * 1024 * 1024,
  /** In one layer. */
  rows: 1_000_000,
  packages: 50_000,
  diversions: 10_000,
}
export type PackageLimits = typeof packageLimits

/** Takes the files of one layer, one after the other. */
export type PackageCollector = {
  /** Whether the file is a part of a package database that can be read; only then its bytes must be pushed. `size`: in bytes. */
  start(path: string, size: number): boolean
  /** The bytes are copied, up to the size that was told. */
  push(bytes: Uint8Array): void
  end(): void
  /** Undefined if there was no database. `cuts`: what a limit cut off, in words. */
  finish(): { database: PackageDatabase | undefined; cuts: string[] }
}

/** One format each; the first that knows a path reads it. */
const readers: readonly PackageReader[] = [
  ...dpkgReaders,
  ...apkReaders,
  ...rpmReaders,
  ...wheelReaders,
  ...folderReaders,
]

type Current = { path: string; reader: PackageReader; content: Buffer; length: number }

/** Collects what one layer tells of packages, while its files pass by. `key`: for the paths. */
export function createPackageCollector(key: HashKey, limits: PackageLimits = packageLimits): PackageCollector {
  const cuts = new Set<string>()
  const records = createRecords(key, limits, (what) => cuts.add(what))
  let current: Current | undefined
  let some = false

  return {
    start(path, size) {
      current = undefined
      const reader = readers.find((one) => one.matches(path))
      if (reader === undefined) return false
      some = true
      const limit = reader.limit ?? limits.fileBytes
      if (size <= limit) current = { path, reader, content: Buffer.allocUnsafeSlow(size), length: 0 }
      else if (!reader.isOptional) cuts.add(`package database files larger than ${limit} bytes were not read`)
      return current !== undefined
    },
    push(bytes) {
      if (!current) return
      current.content.set(bytes.subarray(0, current.content.length - current.length), current.length)
      current.length = Math.min(current.content.length, current.length + bytes.length)
    },
    end() {
      if (!current) return
      const { path, reader, content, length } = current
      current = undefined
      reader.read(content.subarray(0, length), path, records.of(reader.manager))
    },
    finish: () => ({ database: some ? records.database() : undefined, cuts: [...cuts] }),
  }
}
