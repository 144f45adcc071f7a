import { listOf, textOf } from '../../../image/json-shape.js'
import type { SourceDocument, SourceImage, SourceResult } from '../../source.js'
import type { EngineClient } from '../api/client.js'
import { engineProblem } from '../api/engine-error.js'

/** Records that are read at most. */
const CACHE_RECORD_LIMIT = 100_000

/**
 * The engine's build-cache records, whose descriptions hold BuildKit's commands as they were written
 * (`GET /system/df`, https://docs.docker.com/reference/api/engine/ "Get data usage information"). They stand in an image of
 * their own, which has no layers: what the cache itself holds cannot be exported.
 */
export async function readBuildCache(client: EngineClient, signal?: AbortSignal): Promise<SourceResult> {
  const result: SourceResult = { images: [], documents: [], gaps: [], problems: [], notes: [] }
  const { endpoint } = client
  let records: unknown[]
  try {
    records = listOf(await client.diskUsage(signal), 'BuildCache')
  } catch (error) {
    signal?.throwIfAborted()
    result.problems.push(engineProblem('tell its build-cache records', endpoint, error))
    return result
  }
  if (records.length === 0) return result
  if (records.length > CACHE_RECORD_LIMIT) {
    const reason = `${records.length} records; the first ${CACHE_RECORD_LIMIT} were read`
    result.gaps.push({ kind: 'limit', where: 'build cache', reason })
  }
  result.images.push(cacheImage(endpoint.address))
  result.documents.push(...records.slice(0, CACHE_RECORD_LIMIT).flatMap(asDocument))
  result.notes.push(
    `${records.length} build-cache records were read, but no engine exports what its cache holds; docker builder prune --all removes it`,
  )
  return result
}

function asDocument(record: unknown): SourceDocument[] {
  const text = textOf(record, 'Description')
  if (text === '') return []
  const name = `build-cache record ${textOf(record, 'ID') || 'without an id'}`
  return [{ image: 0, exposure: 'build-cache', name, content: { kind: 'text', text } }]
}

function cacheImage(address: string): SourceImage {
  const reference = `build cache of ${address}`
  return { reference, source: 'docker', id: 'build-cache', platform: 'unknown', tags: [], config: {}, layers: [] }
}
