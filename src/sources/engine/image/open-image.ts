import type { Problem } from '../../../problem.js'
import { fieldOf } from '../../json-shape.js'
import type { LayerReader, Source, SourceImage, SourceResult } from '../../source.js'
import { platformQuery } from '../api/api-version.js'
import type { EngineClient } from '../api/client.js'
import { describeImage } from './described-image.js'
import { exportImages } from './export.js'
import { type FindImageOptions, findImage } from './find-image.js'
import type { ImageName } from './image-name.js'
import { layersThatCame } from './partial-layers.js'

export type EngineImageOptions = FindImageOptions & { hostPlatform: string }

/**
 * An image of an engine. Its name is resolved here, and pulled if need be; reading exports it.
 * @throws Failure if there is no such image
 */
export async function openEngineImage(
  client: EngineClient,
  name: ImageName,
  options: EngineImageOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const { inspected, id, isPulled } = await findImage(client, name, options, signal)
  const history = await historyOf(client, id, options.platform, signal)
  const described = describeImage(inspected, history, name.given, isPulled ? 'docker (pulled)' : 'docker')
  const size = fieldOf(inspected, 'Size')
  return {
    label: `${name.given} (docker engine at ${client.endpoint.address})`,
    ...(typeof size === 'number' && size > 0 && { expectedBytes: size }),
    read: (reader, signal) => readImage(client, id, described, options, reader, signal),
  }
}

/** The history only matters if the export fails, so a refusal here does not end the scan. */
export async function historyOf(
  client: EngineClient,
  id: string,
  platform: string | undefined,
  signal?: AbortSignal,
): Promise<unknown> {
  try {
    return await client.imageHistory(id, platformQuery('history', client.apiVersion, platform), signal)
  } catch {
    signal?.throwIfAborted()
    return []
  }
}

async function readImage(
  client: EngineClient,
  id: string,
  described: SourceImage,
  { platform, hostPlatform }: EngineImageOptions,
  reader: LayerReader,
  signal?: AbortSignal,
): Promise<SourceResult> {
  const options = { what: described.reference, hostPlatform, ...(platform && { platform }) }
  const exported = await exportImages(client, [id], reader, options, signal)
  if (exported.kind === 'refused') return refusedExport([described], exported.problem)
  const { contents, result } = exported
  const images = result.images.map((image) => withEnginesWord(image, described))
  return { ...result, images: images.length > 0 ? images : [layersThatCame(described, contents)] }
}

/** What is left where an engine exports nothing: what its API tells. */
export function refusedExport(described: SourceImage[], problem: Problem): SourceResult {
  const gaps = described.map(({ reference }) => ({
    kind: 'unread' as const,
    where: reference,
    reason: problem.message,
  }))
  return { images: described, documents: [], gaps, problems: [problem], notes: [] }
}

/** An export by id has no tags; and in the containerd store the id is that of the manifest or index. */
export function withEnginesWord(image: SourceImage, described: SourceImage): SourceImage {
  const { reference, source, tags } = described
  const digest = image.digest ?? described.digest
  return { ...image, reference, source, tags, ...(digest && { digest }) }
}
