import { createHash, type Hash } from 'node:crypto'
import type { Problem } from '../../problem.js'
import type { LayerReader, LayerSink } from '../source.js'
import type { BlobEntry, JsonEntry } from './contents.js'
import { isJson, mayBeJson } from './json-head.js'

export type EntrySink = {
  write(bytes: Uint8Array): Promise<void> | undefined
  /** What the entry turned out to be; undefined if it says nothing but the layout's version. */
  end(): Promise<BlobEntry | JsonEntry | undefined>
  /** The archive broke off inside the entry: what came of it is handed on. */
  fail(problem: Problem): Promise<BlobEntry>
}

export type EntryStart = {
  path: string
  /** Unique id of the blob. */
  blob: string
  /** As the header tells; undefined where it is unknown. */
  size?: number
  /** Hash the bytes: the path claims a digest. */
  hash: boolean
  /** Bytes of JSON that may be kept of this entry; 0: none. */
  jsonBudget: number
}

/** In the classic layout each layer has a file with the version of its form, which is always this. */
const VERSION_NAME = '/VERSION'
const VERSION_TEXT = '1.0'

/**
 * Takes one entry of an archive. What begins like JSON is held back until it is whole and really is JSON; everything else, and
 * JSON that is too large or broken, goes on to the layer reader as it comes.
 */
export function createEntrySink(start: EntryStart, reader: LayerReader): EntrySink {
  const entry: Entry = {
    start,
    reader,
    hash: start.hash ? createHash('sha256') : undefined,
    held: start.jsonBudget > 0 && (start.size ?? 0) <= start.jsonBudget ? [] : undefined,
    isVersion: start.path.endsWith(VERSION_NAME) && start.size === VERSION_TEXT.length,
    written: 0,
    sink: undefined,
  }
  return {
    write: (bytes) => write(entry, bytes),
    end: () => end(entry),
    fail: async (problem) => {
      await (await release(entry)).fail(problem)
      return blobOf(entry, true)
    },
  }
}

type Entry = {
  start: EntryStart
  reader: LayerReader
  hash: Hash | undefined
  /** What is held back; undefined once it is known to be no document. */
  held: Buffer[] | undefined
  isVersion: boolean
  written: number
  sink: LayerSink | undefined
}

function write(entry: Entry, bytes: Uint8Array): Promise<void> | undefined {
  entry.written += bytes.length
  entry.hash?.update(bytes)
  if (entry.sink) return entry.sink.write(bytes)
  // A copy: the bytes are a view that lives for this call only.
  entry.held?.push(Buffer.from(bytes))
  if (entry.held && mayStillBeDocument(entry)) return undefined
  const isHeld = entry.held !== undefined
  return release(entry).then((sink) => (isHeld ? undefined : sink.write(bytes)))
}

function mayStillBeDocument({ held, isVersion, start, written }: Entry): boolean {
  if (isVersion) return true
  if (!held || written > start.jsonBudget) return false
  const [head] = held
  const verdict = mayBeJson(head!)
  return verdict ?? mayBeJson(Buffer.concat(held)) !== false
}

/** The reader of what is no document, with all that was held back in it. */
async function release(entry: Entry): Promise<LayerSink> {
  const { blob, size } = entry.start
  entry.sink ??= entry.reader({ id: blob, ...(size !== undefined && { size }) })
  const held = entry.held ?? []
  entry.held = undefined
  for (const bytes of held) await entry.sink.write(bytes)
  return entry.sink
}

async function end(entry: Entry): Promise<BlobEntry | JsonEntry | undefined> {
  const { path, blob } = entry.start
  if (entry.held) {
    const text = Buffer.concat(entry.held)
    if (entry.isVersion && text.toString('latin1') === VERSION_TEXT) return undefined
    const isDocument = !entry.isVersion && isJson(text)
    if (isDocument) return { kind: 'json', path, blob, text, sha256: createHash('sha256').update(text).digest('hex') }
  }
  await (await release(entry)).end()
  return blobOf(entry, false)
}

function blobOf({ start, written, hash }: Entry, isBroken: boolean): BlobEntry {
  const { path, blob } = start
  return { kind: 'blob', path, blob, size: written, isBroken, ...(hash && { sha256: hash.digest('hex') }) }
}
