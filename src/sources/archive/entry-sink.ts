import { createHash } from 'node:crypto'
import type { Problem } from '../../problem.js'
import type { LayerReader, LayerSink } from '../source.js'
import type { BlobEntry, JsonEntry } from './contents.js'
import { isJson, mayBeJson } from './json-head.js'

export type EntrySink = {
  write(bytes: Uint8Array): Promise<void> | undefined
  /** What the entry turned out to be. */
  end(): Promise<BlobEntry | JsonEntry>
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

/**
 * Takes one entry of an archive. What begins like JSON is held back until it is whole and really is JSON; everything else, and
 * JSON that is too large or broken, goes on to the layer reader as it comes.
 */
export function createEntrySink(start: EntryStart, reader: LayerReader): EntrySink {
  const { path, blob, size } = start
  const hash = start.hash ? createHash('sha256') : undefined
  let held: Buffer[] = []
  let heldBytes = 0
  let written = 0
  let sink: LayerSink | undefined
  let isHolding: boolean | undefined = start.jsonBudget > 0 && (size ?? 0) <= start.jsonBudget ? undefined : false

  const open = async (): Promise<LayerSink> => {
    sink ??= reader({ id: blob, ...(size !== undefined && { size }) })
    const parts = held
    held = []
    isHolding = false
    for (const part of parts) await sink.write(part)
    return sink
  }
  const blobEntry = (isBroken: boolean): BlobEntry => {
    return { kind: 'blob', path, blob, size: written, isBroken, ...(hash && { sha256: hash.digest('hex') }) }
  }
  return {
    write(bytes) {
      written += bytes.length
      hash?.update(bytes)
      isHolding ??= mayBeJson(bytes)
      if (isHolding && heldBytes + bytes.length > start.jsonBudget) {
        return open().then((opened) => opened.write(bytes))
      }
      if (!isHolding) return sink ? sink.write(bytes) : open().then((opened) => opened.write(bytes))
      held.push(Buffer.from(bytes))
      heldBytes += bytes.length
      return undefined
    },
    async end() {
      const text = isHolding ? Buffer.concat(held) : undefined
      if (text && isJson(text)) return { kind: 'json', path, blob, text, sha256: hexDigest(text) }
      await (await open()).end()
      return blobEntry(false)
    },
    async fail(problem) {
      await (await open()).fail(problem)
      return blobEntry(true)
    },
  }
}

function hexDigest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
