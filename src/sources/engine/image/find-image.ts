import type { ImageId, ImageName } from '../../../image/image-name.js'
import { textOf } from '../../../image/json-shape.js'
import { formatPlatform, onePlatform, type PlatformChoice, platformMatches } from '../../../image/platform.js'
import { Failure } from '../../../problem.js'
import type { SourceOptions, Surroundings } from '../../options.js'
import { platformQuery } from '../api/api-version.js'
import type { EngineClient } from '../api/client.js'
import { engineAt } from '../api/endpoint.js'
import { engineProblem, statusOf } from '../api/engine-error.js'
import { pullImage } from '../pull/pull.js'
import { platformOfInspected } from './described-image.js'

export type FindImageOptions = Pick<SourceOptions, 'pull' | 'onProgress' | 'registry'> &
  Pick<Surroundings, 'env' | 'home'> & { platform?: PlatformChoice }

/**
 * The engine's description of an image, which is pulled first if the policy says so. After this the image's id stands for it:
 * a name may move to another image at any time.
 * @throws Failure `image-not-found` if the engine has none and none could be pulled, else what went wrong
 */
export async function findImage(
  client: EngineClient,
  image: ImageName | ImageId,
  options: FindImageOptions,
  signal?: AbortSignal,
): Promise<{ inspected: unknown; id: string; isPulled: boolean }> {
  const name = 'id' in image || options.pull === 'never' ? undefined : image
  const present = options.pull === 'always' && name ? undefined : await inspect(client, image, options, signal)
  if (present !== undefined) return { inspected: present, id: idOf(present, image), isPulled: false }
  if (!name) throw notFound(client, image, options)
  await pullImage(client, name, options, signal)
  const pulled = await inspect(client, image, options, signal)
  if (pulled === undefined) throw notFound(client, image, options)
  return { inspected: pulled, id: idOf(pulled, image), isPulled: true }
}

/** Undefined if the engine has no such image, or has it for another platform only. */
async function inspect(
  client: EngineClient,
  image: ImageName | ImageId,
  { platform }: FindImageOptions,
  signal?: AbortSignal,
): Promise<unknown> {
  let inspected: unknown
  try {
    inspected = await client.inspectImage(image.text, platformQuery('inspect', client.apiVersion, platform), signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (statusOf(error) === 404) return undefined
    throw new Failure(engineProblem(`inspect ${image.text}`, client.endpoint, error))
  }
  const [own, asked] = [platformOfInspected(inspected), onePlatform(platform)]
  return asked && own && !platformMatches(own, asked) ? undefined : inspected
}

function idOf(inspected: unknown, image: ImageName | ImageId): string {
  const id = textOf(inspected, 'Id')
  if (/^[a-z0-9]+:[0-9a-f]+$/.test(id)) return id
  throw new Failure({ code: 'engine-failed', message: `the engine tells no id for ${image.text}` })
}

function notFound(client: EngineClient, image: ImageName | ImageId, { pull, ...options }: FindImageOptions): Failure {
  const platform = onePlatform(options.platform)
  const kind = platform ? `${formatPlatform(platform)} image` : 'image'
  const pulling = pull === 'never' && !('id' in image) ? 'Let it be pulled with --pull missing, or check' : 'Check'
  return new Failure({
    code: 'image-not-found',
    message: `${engineAt(client.endpoint)} has no ${kind} called ${image.text}`,
    hint: `${pulling} the name; docker images --all lists what the engine has, and a file is named ./FILE or docker-archive:FILE`,
  })
}
