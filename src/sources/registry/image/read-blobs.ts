import { createHash } from 'node:crypto'
import pLimit from 'p-limit'
import type { Gap } from '../../../findings/finding.js'
import type { Descriptor } from '../../../image/descriptor.js'
import type { Problem } from '../../../problem.js'
import { type ArchiveContents, blobPath, type JsonEntry } from '../../archive/contents.js'
import { createEntrySink } from '../../archive/entry-sink.js'
import { isJson } from '../../archive/json-head.js'
import type { ArchiveLimits } from '../../archive/limits.js'
import type { LayerReader } from '../../source.js'
import { streamBlob } from '../api/blob.js'
import type { RegistryClient } from '../api/client.js'
import { isForeign } from './wanted-blobs.js'

export type BlobsRun = {
  client: RegistryClient
  contents: ArchiveContents
  reader: LayerReader
  limits: ArchiveLimits
  /** Added to. */
  problems: Problem[]
  gaps: Gap[]
  signal?: AbortSignal | undefined
}

/** Blobs that are brought at the same time. */
const blobsAtOnce = 4

/** Brings blobs to the reader; what is a document is kept among the contents. */
export async function readBlobs(run: BlobsRun, descriptors: readonly Descriptor[]): Promise<void> {
  const limit = pLimit(blobsAtOnce)
  await Promise.all(descriptors.map((descriptor) => limit(() => readBlob(run, descriptor))))
}

async function readBlob(run: BlobsRun, descriptor: Descriptor): Promise<void> {
  const { client, contents, reader, limits, signal } = run
  const { digest, size } = descriptor
  signal?.throwIfAborted()
  const path = blobPath(digest)
  if (contents.entries.has(path)) return
  const inline = inlineDocument(descriptor)
  if (inline) {
    keepDocument(contents, inline)
    return
  }
  const known = { id: digest, ...(size !== undefined && { size }) }
  if (await reader.recall?.(known, digest)) {
    contents.entries.set(path, { kind: 'blob', path, blob: digest, size: size ?? 0, isBroken: false })
    return
  }
  const jsonBudget = Math.max(0, Math.min(limits.jsonBytes, limits.jsonTotalBytes - keptBytes(contents)))
  const sink = createEntrySink(
    { path, blob: digest, hash: false, jsonBudget, ...(size !== undefined && { size }) },
    reader,
  )
  const what = `blob ${digest}`
  let bytes = 0
  const problem = await streamBlob(client, { digest, size, what, signal }, (part) => {
    bytes += part.length
    return sink.write(part)
  })
  if (problem && bytes === 0) {
    tellMissing(run, descriptor, problem)
    return
  }
  if (problem) run.problems.push(problem)
  const entry = problem && problem.code !== 'layer-corrupt' ? await sink.fail(problem) : await sink.end()
  if (entry?.kind === 'json') keepDocument(contents, entry)
  else if (entry) contents.entries.set(path, entry)
}

/** Nothing of it came: there is no layer, and so none that broke off. */
function tellMissing({ problems, gaps, client }: BlobsRun, descriptor: Descriptor, problem: Problem): void {
  const { digest, mediaType } = descriptor
  if (isForeign(descriptor) && problem.code === 'registry-failed') {
    const reason = `a foreign layer (${mediaType}), which ${client.name.registry} does not keep`
    gaps.push({ kind: 'unread', where: digest, reason })
    return
  }
  problems.push(problem)
  gaps.push({ kind: 'unread', where: digest, reason: problem.message })
}

function keepDocument(contents: ArchiveContents, entry: JsonEntry): void {
  contents.entries.set(entry.path, entry)
  contents.documents.push(entry)
}

function keptBytes({ documents }: ArchiveContents): number {
  return documents.reduce((sum, { text }) => sum + Math.max(text.length, 1024), 0)
}

/** The content that a descriptor itself carries, if it is what its digest names, and a document. */
function inlineDocument({ digest, data }: Descriptor): JsonEntry | undefined {
  if (data === undefined) return undefined
  const text = Buffer.from(data, 'base64')
  const [algorithm = '', hex] = digest.split(':')
  if (createHash(algorithm).update(text).digest('hex') !== hex || !isJson(text)) return undefined
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { kind: 'json', path: blobPath(digest), blob: digest, text, sha256 }
}
