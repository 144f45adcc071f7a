import pLimit from 'p-limit'
import type { Platform } from '../../../image/platform.js'
import { Failure } from '../../../problem.js'
import type { LayerReader, Source, SourceImage, SourceResult } from '../../source.js'
import type { EngineClient } from '../api/client.js'
import { engineProblem, statusOf } from '../api/engine-error.js'
import { describeImage } from '../image/described-image.js'
import { exportImages } from '../image/export.js'
import { historyOf, refusedExport, withEnginesWord } from '../image/open-image.js'
import { readBuildCache } from './build-cache.js'
import { byKinship, type ListedImage, listedImages } from './listed-image.js'
import { pairUp } from './pair-up.js'
import { createRepeatedLayers, type RepeatedLayers } from './repeated-layers.js'

/** Images of one export. Those of one export share their layers' way; a larger one loses more if it breaks off. */
const EXPORT_BATCH = 20
/** Questions that are put to an engine at the same time. */
const QUESTIONS = 4

/**
 * Every image of an engine, dangling and intermediate ones too, and its build-cache records, as one source.
 * @throws Failure if the engine cannot list its images
 */
export async function openAllImages(
  client: EngineClient,
  options: { hostPlatform: Platform; batch?: number },
  signal?: AbortSignal,
): Promise<Source> {
  let images: ListedImage[]
  try {
    images = byKinship(listedImages(await client.listImages(signal)))
  } catch (error) {
    signal?.throwIfAborted()
    throw new Failure(engineProblem('list its images', client.endpoint, error))
  }
  return {
    label: `all ${images.length} images of the docker engine at ${client.endpoint.address}`,
    read: async (reader, signal) => {
      const run: Run = { client, ...options, layers: createRepeatedLayers(reader), exports: 0, signal }
      const size = options.batch ?? EXPORT_BATCH
      const total: SourceResult = { images: [], documents: [], gaps: [], problems: [], notes: [] }
      for (let at = 0; at < images.length; at += size) append(total, await readBatch(run, images.slice(at, at + size)))
      append(total, await readBuildCache(client, signal))
      return total
    },
  }
}

type Run = {
  client: EngineClient
  hostPlatform: Platform
  layers: RepeatedLayers
  exports: number
  signal: AbortSignal | undefined
}

async function readBatch(run: Run, batch: ListedImage[]): Promise<SourceResult> {
  const described = await describeAll(run, batch)
  const what = described.length === 1 ? described[0]!.reference : `${described.length} images`
  const ids = described.map((image) => image.id)
  if (ids.length === 0) return { images: [], documents: [], gaps: [], problems: [], notes: [] }
  const reader: LayerReader = run.layers.readerFor(++run.exports)
  const exported = await exportImages(run.client, ids, reader, { what, hostPlatform: run.hostPlatform }, run.signal)
  if (exported.kind === 'refused') {
    return batch.length === 1 ? refusedExport(described, exported.problem) : oneByOne(run, batch)
  }
  return asDescribed(run, described, exported.result)
}

/** Gives the images of an export the engine's own order and names, and those that it lacks what the API tells of them. */
function asDescribed({ client, layers }: Run, described: SourceImage[], result: SourceResult): SourceResult {
  const { images, places, missing } = pairUp(described, result.images, withEnginesWord)
  for (const image of images) image.layers = image.layers.map((layer) => renamed(layer, layers))
  const documents = result.documents.map(({ image, ...document }) => {
    const place = image === undefined ? undefined : places.get(image)
    return { ...document, ...(place !== undefined && { image: place }) }
  })
  const problems = [...result.problems]
  if (missing.length > 0 && problems.length === 0) {
    const what = `export ${missing.join(', ')}`
    problems.push(engineProblem(what, client.endpoint, new Error('left out of the archive')))
  }
  return { ...result, images, documents, problems }
}

/** One image that cannot be exported spoils its whole batch, and nothing of it has come yet. */
async function oneByOne(run: Run, batch: ListedImage[]): Promise<SourceResult> {
  const total: SourceResult = { images: [], documents: [], gaps: [], problems: [], notes: [] }
  for (const image of batch) append(total, await readBatch(run, [image]))
  return total
}

/** An image that was removed since the list was made is left out. */
async function describeAll({ client, signal }: Run, batch: ListedImage[]): Promise<SourceImage[]> {
  const limit = pLimit(QUESTIONS)
  const describe = async ({ id, name, tags }: ListedImage): Promise<SourceImage | undefined> => {
    try {
      const inspected = await client.inspectImage(id, {}, signal)
      return { ...describeImage(inspected, await historyOf(client, id, undefined, signal), name, 'docker'), id, tags }
    } catch (error) {
      signal?.throwIfAborted()
      if (statusOf(error) === 404) return undefined
      return { ...describeImage({}, [], name, 'docker'), id, tags }
    }
  }
  const described = await Promise.all(batch.map((image) => limit(() => describe(image))))
  return described.filter((image) => image !== undefined)
}

function renamed<T extends { blob?: string }>(layer: T, layers: RepeatedLayers): T {
  return layer.blob === undefined ? layer : { ...layer, blob: layers.blobOf(layer.blob) }
}

function append(total: SourceResult, more: SourceResult): void {
  const shift = total.images.length
  for (const document of more.documents) {
    total.documents.push({ ...document, image: shift + (document.image ?? 0) })
  }
  total.images.push(...more.images)
  total.gaps.push(...more.gaps)
  total.problems.push(...more.problems)
  total.notes.push(...more.notes)
}
