import type { Gap } from '../../findings/finding.js'
import type { HardLink } from '../../layer/hard-links.js'
import { createPackageCollector, type PackageDatabase } from '../../layer/packages/package-database.js'
import { addPath, createPathTable, type PathTable } from '../../layer/path-table.js'
import type { TarEntry, TarEvent } from '../../layer/tar/entry.js'
import { defaultUnwrapLimits, type UnwrapLimits } from '../../unwrap/limits.js'
import type { UsedOfLayer } from '../../unwrap/meter.js'
import type { ScanTools } from '../tools.js'
import type { Delegate } from './delegate/delegate.js'
import { mayShare, SharedLimitReached } from './delegate/shared-limit.js'
import { createFileScanner, type FileScanner } from './file-scanner.js'
import type { FoundFile } from './layer-scan.js'
import { createLayerLedger, type Placed } from './ledger.js'

/** For bytes that are no file. */
const noUnwrapping: UnwrapLimits = { ...defaultUnwrapLimits, depth: 0 }

export type LayerFiles = {
  /** From now on another thread is given files as it has time. */
  shareWith(delegate: Delegate): void
  handle(event: TarEvent): void
  /** Bytes of the blob that stand outside its compressed data; searched as they are. */
  handleUnused(bytes: Uint8Array): void
  /** Call once, after the last event. `elsewhere`: what another thread took. Throws `SharedLimitReached`. */
  finish(elsewhere?: UsedOfLayer): {
    paths: PathTable
    found: FoundFile[]
    links: HardLink[]
    packages?: PackageDatabase
    gaps: Gap[]
    files: number
  }
}

/** Takes a layer's tar events: the path table grows by every entry, and every file's bytes go through the file scanner. */
export function createLayerFiles(tools: ScanTools, blob: string): LayerFiles {
  const scanner = createFileScanner(tools)
  const paths = createPathTable(tools.pathKey)
  const packages = createPackageCollector(tools.pathKey)
  const ledger = createLayerLedger(blob, paths)
  const gaps: Gap[] = []
  let files = 0
  let unused: FileScanner | undefined
  let delegate: Delegate | undefined
  let current: { entry: TarEntry; index: number | undefined; isDatabase: boolean; isElsewhere: boolean } | undefined

  function startEntry(entry: TarEntry): void {
    const index = addPath(paths, entry)
    const inName = tools.detector
      .inText(entry.path)
      .filter(tools.isTold)
      .map((candidate) => ({ ...candidate, line: 1, column: 1 }))
    ledger.add({ path: entry.path, entry: index, candidates: inName, inName: true })
    if (entry.type === 'link') ledger.link({ entry, index })
    const isDatabase = entry.type === 'file' && packages.start(entry.path, entry.size)
    const isElsewhere = !isDatabase && isElsewheres({ entry, index })
    current = { entry, index, isDatabase, isElsewhere }
    if (hasContent(entry) && !isElsewhere) scanner.start(entry.path, entry.type === 'file' ? entry.size : undefined)
    if (entry.type === 'file') files++
  }

  /** Whether another thread takes the file. */
  function isElsewheres(placed: Placed): boolean {
    const { type, size } = placed.entry
    if (delegate === undefined || type !== 'file' || size === 0 || !delegate.hasRoom()) return false
    delegate.give(placed.entry, ledger.fileLater(placed))
    return true
  }

  function takeBytes(bytes: Uint8Array): void {
    if (current?.isElsewhere) return
    scanner.push(bytes)
    if (current?.isDatabase) packages.push(bytes)
  }

  function endEntry(): void {
    if (!current || !hasContent(current.entry)) return
    if (current.isDatabase) packages.end()
    if (!current.isElsewhere) ledger.file(current, scanner.end())
    current = undefined
  }

  return {
    shareWith(other) {
      delegate = other
    },
    handle(event) {
      if (event.kind === 'entry') startEntry(event.entry)
      else if (event.kind === 'data') takeBytes(event.bytes)
      else if (event.kind === 'end') endEntry()
      else if (event.code !== 'lone-zero-block') {
        gaps.push({ kind: 'unopened', where: blob, reason: `${event.message} (at byte ${event.offset})` })
      }
    },
    handleUnused(bytes) {
      if (!unused) {
        unused = createFileScanner(tools, noUnwrapping)
        unused.start('')
        gaps.push({
          kind: 'unopened',
          where: blob,
          reason: 'bytes outside the compressed data were searched as they are',
        })
      }
      unused.push(bytes)
    },
    finish(elsewhere) {
      if (!mayShare(scanner.used(), elsewhere)) throw new SharedLimitReached()
      if (unused) ledger.add({ path: '', entry: undefined, candidates: unused.end().candidates })
      const { found, links, gaps: told } = ledger.finish()
      const { database, cuts } = packages.finish()
      for (const cut of cuts) gaps.push({ kind: 'limit', where: blob, reason: cut })
      gaps.push(...told)
      return { paths, found, links, ...(database && { packages: database }), gaps, files }
    },
  }
}

/** Only these bring bytes; a link, a device or a folder has none, whatever size its header tells. */
function hasContent(entry: TarEntry): boolean {
  return entry.type === 'file' || entry.type === 'other'
}
