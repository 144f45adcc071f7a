import { posix } from 'node:path'
import type { TarEntry, TarEvent } from '../../layer/tar/entry.js'
import { normalizeTarPath } from '../../layer/tar/path.js'
import { createTarReader, type TarReader } from '../../layer/tar/reader.js'
import type { Problem } from '../../problem.js'
import type { BlobStart, LayerReader } from '../source.js'
import { type ArchiveContents, type ArchiveEntry, type BlobEntry, digestOfPath, emptyContents } from './contents.js'
import { createEntrySink, type EntrySink, type EntryStart } from './entry-sink.js'
import { type ArchiveLimits, defaultArchiveLimits } from './limits.js'

export type ArchiveWalk = {
  write(bytes: Uint8Array): Promise<void>
  /** Bytes that may be written next without passing the end of what is being read: a header, a body, padding. */
  readonly wanted: number
  /** The blob whose first byte comes next, if one does. */
  readonly nextBody: TarEntry | undefined
  /** Instead of writing that body: its bytes are read from elsewhere, once all else is known. `read` gives their digest. */
  passOver(read: (blob: BlobStart & { size: number }) => Promise<string | undefined>): Promise<void>
  /**
   * Call once, after the last byte. `broken`: why no more came, if the stream failed. `isUnwanted` says which of the bodies that were
   * passed over need not be read, by what the archive's documents say.
   */
  end(broken?: Problem, isUnwanted?: (contents: ArchiveContents) => (blob: string) => boolean): Promise<ArchiveContents>
}

export type WalkOptions = {
  limits?: Partial<ArchiveLimits>
  /** Put before every blob's id, so that several archives can go to one reader. */
  idPrefix?: string
  /** What a blob is told that the archive broke off in. */
  truncated: Problem
}

/**
 * Reads an image archive (a tar) in one pass. JSON documents are kept, links are noted, and every other entry is handed to the
 * layer reader as a blob, whatever its name. Nothing is ever written to a disk.
 */
export function createArchiveWalk(reader: LayerReader, options: WalkOptions): ArchiveWalk {
  const walk: Walk = {
    reader,
    limits: { ...defaultArchiveLimits, ...options.limits },
    idPrefix: options.idPrefix ?? '',
    tar: createTarReader(),
    contents: emptyContents(),
    jsonBytes: 0,
    current: undefined,
    position: 0,
    passedOver: [],
  }
  return {
    write: (bytes) => {
      walk.position += bytes.length
      return takeAll(walk, walk.tar.feed(bytes))
    },
    get wanted() {
      return walk.tar.wanted
    },
    get nextBody() {
      const entry = walk.current?.entry
      return entry?.bodyOffset === walk.position && entry.size > 0 ? entry : undefined
    },
    passOver: (read) => passOver(walk, read),
    end: async (broken, isUnwanted) => {
      const ending = walk.tar.finish()
      if (broken || ending.kind === 'truncated') await breakOff(walk, broken ?? options.truncated)
      await takeAll(walk, ending.events)
      await readPassedOver(walk, isUnwanted?.(walk.contents))
      const { kind, endMark, entries, bytes } = ending
      return Object.assign(walk.contents, { ending: kind, endMark, count: entries, bytes })
    },
  }
}

type Walk = {
  reader: LayerReader
  limits: ArchiveLimits
  idPrefix: string
  tar: TarReader
  contents: ArchiveContents
  /** What the documents kept so far count for. */
  jsonBytes: number
  current: { entry: TarEntry; start: EntryStart; sink: EntrySink } | undefined
  /** Bytes written or passed over. */
  position: number
  /** Blobs that are read from elsewhere. `hash`: what their digest is held against. */
  passedOver: { blob: BlobEntry; hash: boolean; read: Parameters<ArchiveWalk['passOver']>[0] }[]
}

/** Least that a kept document counts for, so that very many very small ones are bounded too. */
const LEAST_JSON_COST = 1024

async function takeAll(walk: Walk, events: Iterable<TarEvent>): Promise<void> {
  for (const event of events) {
    const wait = take(walk, event)
    if (wait) await wait
  }
}

function take(walk: Walk, event: TarEvent): Promise<void> | undefined {
  if (event.kind === 'data') return walk.current?.sink.write(event.bytes)
  if (event.kind === 'end') return close(walk)
  if (event.kind === 'entry') open(walk, event.entry)
  else if (event.code === 'bad-header') walk.contents.isCorrupt = true
  return undefined
}

function open(walk: Walk, entry: TarEntry): void {
  const target = linkTarget(entry)
  if (target !== undefined) {
    keep(walk, entry, { kind: 'link', target })
    return
  }
  const isStray = entry.path === ''
  if ((entry.type !== 'file' && entry.type !== 'other') || (entry.size === 0 && !isStray)) return
  const { limits, jsonBytes, reader } = walk
  const start = {
    path: entry.path,
    blob: walk.idPrefix + uniqueId(walk, entry),
    hash: digestOfPath(entry.path)?.startsWith('sha256:') ?? false,
    jsonBudget: Math.max(0, Math.min(limits.jsonBytes, limits.jsonTotalBytes - jsonBytes)),
    ...(!isStray && { size: entry.size }),
  }
  walk.current = { entry, start, sink: createEntrySink(start, reader) }
}

async function passOver(walk: Walk, read: Parameters<ArchiveWalk['passOver']>[0]): Promise<void> {
  const { entry, start } = walk.current!
  const { path, size } = entry
  const blob: BlobEntry = { kind: 'blob', path, blob: start.blob, size, isBroken: false }
  walk.position += size
  walk.current = undefined
  keep(walk, entry, blob)
  walk.passedOver.push({ blob, hash: start.hash, read })
  await takeAll(walk, walk.tar.skip())
}

async function readPassedOver({ passedOver }: Walk, isUnwanted?: (blob: string) => boolean): Promise<void> {
  const wanted = passedOver.filter(({ blob }) => !isUnwanted?.(blob.blob))
  const readings = wanted.map(async ({ blob, hash, read }) => {
    const digest = await read({ id: blob.blob, size: blob.size })
    if (digest === undefined) blob.isBroken = true
    else if (hash) blob.sha256 = digest.slice('sha256:'.length)
  })
  await Promise.all(readings)
}

async function close(walk: Walk): Promise<void> {
  if (!walk.current) return
  const { entry, sink } = walk.current
  walk.current = undefined
  const read = await sink.end()
  if (!read) return
  if (read.kind === 'json') {
    walk.jsonBytes += Math.max(read.text.length, LEAST_JSON_COST)
    walk.contents[entry.afterEnd || entry.path === '' ? 'trailing' : 'documents'].push(read)
  }
  keep(walk, entry, read)
}

async function breakOff(walk: Walk, problem: Problem): Promise<void> {
  if (!walk.current) return
  const { entry, sink } = walk.current
  walk.current = undefined
  keep(walk, entry, await sink.fail(problem))
}

/** What stands after the end of the archive is not there for whoever unpacks it, so no manifest can mean it. */
function keep({ contents, limits }: Walk, { path, afterEnd }: TarEntry, entry: ArchiveEntry): void {
  if (path === '' || afterEnd) return
  const isTooLong = path.length > limits.nameBytes || (entry.kind === 'link' && entry.target.length > limits.nameBytes)
  const isTooMany = contents.entries.size >= limits.names && !contents.entries.has(path)
  if (isTooLong || isTooMany) contents.namesDropped++
  else contents.entries.set(path, entry)
}

/** In the classic layout a layer that another image of the archive has too may be a link to it. */
function linkTarget(entry: TarEntry): string | undefined {
  if (entry.type === 'link') return entry.linkPath
  if (entry.type !== 'symlink') return undefined
  const isAbsolute = entry.linkPath.startsWith('/')
  return normalizeTarPath(isAbsolute ? entry.linkPath : `${posix.dirname(entry.path)}/${entry.linkPath}`).path
}

/** The entry's path; with its place in the archive where that name is none, too long or was there already. */
function uniqueId({ contents, limits }: Walk, { path, offset }: TarEntry): string {
  if (path === '') return `bytes at ${offset}`
  const isOwn = path.length <= limits.nameBytes && contents.entries.size < limits.names && !contents.entries.has(path)
  return isOwn ? path : `${path.slice(0, limits.nameBytes)} (at ${offset})`
}
