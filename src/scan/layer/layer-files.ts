import type { Gap } from '../../findings/finding.js'
import { createHardLinks, type HardLink } from '../../layer/hard-links.js'
import { createPackageCollector, type PackageDatabase } from '../../layer/packages/package-database.js'
import { addPath, createPathTable, type PathTable } from '../../layer/path-table.js'
import type { TarEntry, TarEvent } from '../../layer/tar/entry.js'
import type { ScanTools } from '../tools.js'
import { createFileGaps } from './file-gaps.js'
import { createFileScanner, type FileScanner } from './file-scanner.js'
import type { FoundFile } from './layer-scan.js'

/** A layer with more candidates than this is made to drown us; what comes after is searched no more, and the report says so. */
const candidateLimit = 50_000

export type LayerFiles = {
  handle(event: TarEvent): void
  /** Bytes of the blob that stand outside its compressed data; searched as they are. */
  handleUnused(bytes: Uint8Array): void
  /** Call once, after the last event. */
  finish(): {
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
  const hardLinks = createHardLinks<FoundFile>(paths)
  const found: FoundFile[] = []
  const gaps: Gap[] = []
  const fileGaps = createFileGaps(blob)
  let files = 0
  let candidates = 0
  let unused: FileScanner | undefined
  let current: { entry: TarEntry; index: number | undefined; isDatabase: boolean } | undefined

  function remember(file: FoundFile): void {
    if (file.candidates.length === 0 || candidates >= candidateLimit) return
    candidates += file.candidates.length
    found.push(file)
    if (candidates >= candidateLimit) {
      gaps.push({ kind: 'limit', where: blob, reason: `more than ${candidateLimit} candidates: the rest is not told` })
    }
  }

  function startEntry(entry: TarEntry): void {
    const index = addPath(paths, entry)
    const inName = tools.detector
      .inText(entry.path)
      .filter(tools.isTold)
      .map((candidate) => ({ ...candidate, line: 1, column: 1 }))
    remember({ path: entry.path, entry: index, candidates: inName, inName: true })
    if (entry.type === 'link') {
      const target = hardLinks.link(entry.path, entry.linkPath)
      if (target) remember({ ...target, path: entry.path, entry: index })
    }
    const isDatabase = entry.type === 'file' && packages.start(entry.path, entry.size)
    current = { entry, index, isDatabase }
    if (hasContent(entry)) scanner.start(entry.path, entry.type === 'file' ? entry.size : undefined)
    if (entry.type === 'file') files++
  }

  function takeBytes(bytes: Uint8Array): void {
    scanner.push(bytes)
    if (current?.isDatabase) packages.push(bytes)
  }

  function endEntry(): void {
    if (!current || !hasContent(current.entry)) return
    const { path, type, mode, uid, gid } = current.entry
    if (current.isDatabase) packages.end()
    const { candidates: inFile, gaps: inGaps, digests } = scanner.end()
    const file: FoundFile = {
      path,
      entry: current.index,
      candidates: inFile,
      ...(digests && { digests }),
      ...(type === 'file' && { access: { mode: mode & 0o7777, uid, gid } }),
    }
    remember(file)
    hardLinks.file(path, inFile.length > 0 ? file : undefined)
    for (const one of inGaps) fileGaps.add(path, one)
    current = undefined
  }

  return {
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
        // They are no file, so nothing is opened.
        unused = createFileScanner(tools, { ...tools.limits, depth: 0 })
        unused.start('')
        gaps.push({
          kind: 'unopened',
          where: blob,
          reason: 'bytes outside the compressed data were searched as they are',
        })
      }
      unused.push(bytes)
    },
    finish() {
      if (unused) remember({ path: '', entry: undefined, candidates: unused.end().candidates })
      const { elsewhere, dropped } = hardLinks.finish()
      const reason = `${dropped} hard links to other layers were not followed`
      if (dropped > 0) gaps.push({ kind: 'limit', where: blob, reason })
      const { database, cuts } = packages.finish()
      for (const cut of cuts) gaps.push({ kind: 'limit', where: blob, reason: cut })
      gaps.push(...fileGaps.all())
      return { paths, found, links: elsewhere, ...(database && { packages: database }), gaps, files }
    },
  }
}

/** Only these bring bytes; a link, a device or a folder has none, whatever size its header tells. */
function hasContent(entry: TarEntry): boolean {
  return entry.type === 'file' || entry.type === 'other'
}
