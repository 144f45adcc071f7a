import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { archiveProblem } from '../archive/archive-problem.js'
import {
  type ArchiveContents,
  type BlobEntry,
  digestOfPath,
  emptyContents,
  type JsonEntry,
} from '../archive/contents.js'
import { createEntrySink } from '../archive/entry-sink.js'
import { isJson, mayBeJson } from '../archive/json-head.js'
import type { ArchiveLimits } from '../archive/limits.js'
import type { LayerReader } from '../source.js'
import { openInside } from './inside.js'

/** The files of an OCI layout, taken in one by one. */
export type LayoutFiles = {
  contents: ArchiveContents
  /** Files that could not be read, and why; the words follow the path in a sentence. */
  refused: Map<string, string>
  /** Takes in a file: a document is kept, all else is only noted. Undefined if there is none, or nothing in it. */
  take(path: string): Promise<BlobEntry | JsonEntry | undefined>
  /** Hands a file that was noted to the reader. */
  read(entry: BlobEntry, reader: LayerReader): Promise<void>
}

/** Bytes that show whether a file may be a document: more than one may begin with blank. */
const HEAD = 512
/** Bytes that are read from a file at a time. */
const STEP = 256 * 1024
/** Least that a kept document counts for, so that very many very small ones are bounded too. */
const LEAST_JSON_COST = 1024

/** `root` must be the folder's real path. */
export function createLayoutFiles(root: string, limits: ArchiveLimits): LayoutFiles {
  const contents = emptyContents()
  const refused = new Map<string, string>()
  let jsonBytes = 0

  async function take(path: string): Promise<BlobEntry | JsonEntry | undefined> {
    const opened = await openInside(root, path)
    if (opened.kind === 'refused') refused.set(path, opened.reason)
    if (opened.kind !== 'file') return undefined
    const { file, size } = opened
    try {
      if (size === 0) return undefined
      const budget = Math.min(limits.jsonBytes, limits.jsonTotalBytes - jsonBytes)
      const text = size <= budget ? await readDocument(file, size) : undefined
      if (!text) return { kind: 'blob', path, blob: path, size, isBroken: false }
      jsonBytes += Math.max(text.length, LEAST_JSON_COST)
      const entry = {
        kind: 'json',
        path,
        blob: path,
        text,
        sha256: createHash('sha256').update(text).digest('hex'),
      } as const
      contents.documents.push(entry)
      return entry
    } catch (error) {
      refused.set(path, `cannot be read (${(error as NodeJS.ErrnoException).code})`)
      return undefined
    } finally {
      await file.close()
    }
  }

  return {
    contents,
    refused,
    async take(path) {
      const known = contents.entries.get(path)
      if (known !== undefined && known.kind !== 'link') return known
      const entry = await take(path)
      if (entry) contents.entries.set(path, entry)
      return entry
    },
    async read(entry, reader) {
      const opened = await openInside(root, entry.path)
      if (opened.kind !== 'file') {
        refused.set(entry.path, opened.kind === 'refused' ? opened.reason : 'went away while the folder was read')
        entry.isBroken = true
        return
      }
      try {
        await readBlob(entry, opened.file, reader, limits)
      } finally {
        await opened.file.close()
      }
    },
  }
}

/** The whole file, if it is one JSON document. */
async function readDocument(file: FileHandle, size: number): Promise<Buffer | undefined> {
  const head = Buffer.alloc(Math.min(HEAD, size))
  const { bytesRead } = await file.read(head, 0, head.length, 0)
  if (bytesRead === 0 || mayBeJson(head.subarray(0, bytesRead)) === false) return undefined
  const text = Buffer.allocUnsafeSlow(size)
  let filled = 0
  for (;;) {
    const { bytesRead: more } = await file.read(text, filled, size - filled, filled)
    filled += more
    if (more === 0 || filled === size) break
  }
  return filled === size && isJson(text) ? text : undefined
}

/** By a range, side by side with others, if that pays; else in pieces. */
async function readBlob(entry: BlobEntry, file: FileHandle, reader: LayerReader, limits: ArchiveLimits): Promise<void> {
  const { blob, path, size } = entry
  const isHashed = digestOfPath(path)?.startsWith('sha256:') ?? false
  if (reader.range && size >= limits.rangeBytes) {
    const digest = await reader.range({ id: blob, size }, { fd: file.fd, start: 0, length: size })
    if (digest === undefined) entry.isBroken = true
    else if (isHashed) entry.sha256 = digest.slice('sha256:'.length)
    return
  }
  const sink = createEntrySink({ path, blob, size, hash: isHashed, jsonBudget: 0 }, reader)
  for (let at = 0; at < size; ) {
    // An inflater may hold its input.
    const piece = Buffer.allocUnsafeSlow(Math.min(STEP, size - at))
    const { bytesRead } = await file.read(piece, 0, piece.length, at)
    if (bytesRead === 0) {
      Object.assign(entry, await sink.fail(archiveProblem.truncated(path)))
      return
    }
    await sink.write(piece.subarray(0, bytesRead))
    at += bytesRead
  }
  Object.assign(entry, await sink.end())
}
