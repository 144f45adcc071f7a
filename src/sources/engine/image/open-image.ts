import type { ImageId, ImageName } from '../../../image/image-name.js'
import { fieldOf } from '../../../image/json-shape.js'
import type { Platform, PlatformChoice } from '../../../image/platform.js'
import type { Problem } from '../../../problem.js'
import type { KnownSource, LayerReader, Source, SourceImage, SourceResult } from '../../source.js'
import { platformQuery } from '../api/api-version.js'
import type { EngineClient } from '../api/client.js'
import { describeImage } from './described-image.js'
import { type FindImageOptions, findImage } from './find-image.js'

export type EngineImageOptions = FindImageOptions & { hostPlatform: Platform }

/**
 * An image of an engine. Its name is resolved here, and pulled if need be; reading exports it.
 * @throws Failure if there is no such image
 */
export async function openEngineImage(
  client: EngineClient,
  image: ImageName | ImageId,
  options: EngineImageOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const { inspected, id, isPulled } = await findImage(client, image, options, signal)
  const { kind = 'docker', address } = client.endpoint
  const source = isPulled ? `${kind} (pulled)` : kind
  const described = describeImage(inspected, [], image.text, source)
  const size = fieldOf(inspected, 'Size')
  return {
    label: `${image.text} (${kind} engine at ${address})`,
    ...(typeof size === 'number' && size > 0 && { expectedBytes: size }),
    known: knownImage(id, described, options),
    describe: async (signal) => {
      const history = await historyOf(client, id, options.platform, signal)
      return [describeImage(inspected, history, image.text, source)]
    },
    read: async (reader, signal) => {
      const history = await historyOf(client, id, options.platform, signal)
      return readImage(client, id, describeImage(inspected, history, image.text, source), options, reader, signal)
    },
  }
}

/** The engine itself says which layers make up the image of an id, and no export can say otherwise. */
function knownImage(id: string, described: SourceImage, options: EngineImageOptions): KnownSource {
  const { reference, digest = '', source, tags, layers } = described
  const { platform, hostPlatform } = options
  const asked = JSON.stringify([reference, digest, platform ?? '', hostPlatform])
  return { kind: 'image', id, diffIds: layers.map(({ diffId }) => diffId), asked, source, tags }
}

/** The history only matters if the export fails, so a refusal here does not end the scan. */
export async function historyOf(
  client: EngineClient,
  id: string,
  platform: PlatformChoice | undefined,
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
  // Loaded when it is read: what the layer cache knows is not.
  const [{ exportImages }, { layersThatCame }] = await Promise.all([
    import('./export.js'),
    import('./partial-layers.js'),
  ])
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
