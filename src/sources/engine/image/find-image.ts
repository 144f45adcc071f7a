import { Failure } from '../../../problem.js'
import { isPlatform } from '../../archive/resolve/match-platform.js'
import { textOf } from '../../json-shape.js'
import type { SourceOptions, Surroundings } from '../../options.js'
import { platformQuery } from '../api/api-version.js'
import type { EngineClient } from '../api/client.js'
import { engineProblem, statusOf } from '../api/engine-error.js'
import { pullImage } from '../pull/pull.js'
import type { ImageName } from './image-name.js'

export type FindImageOptions = Pick<SourceOptions, 'pull' | 'platform' | 'onProgress'> &
  Pick<Surroundings, 'env' | 'home'>

/**
 * The engine's description of an image, which is pulled first if the policy says so. After this the image's id stands for it:
 * a name may move to another image at any time.
 * @throws Failure `image-not-found` if the engine has none and none could be pulled, else what went wrong
 */
export async function findImage(
  client: EngineClient,
  name: ImageName,
  options: FindImageOptions,
  signal?: AbortSignal,
): Promise<{ inspected: unknown; id: string; isPulled: boolean }> {
  const mayPull = !name.isId && options.pull !== 'never'
  const present = options.pull === 'always' && mayPull ? undefined : await inspect(client, name, options, signal)
  if (present !== undefined) return { inspected: present, id: idOf(present, name), isPulled: false }
  if (!mayPull) throw notFound(client, name, options)
  await pullImage(client, name, options, signal)
  const pulled = await inspect(client, name, options, signal)
  if (pulled === undefined) throw notFound(client, name, options)
  return { inspected: pulled, id: idOf(pulled, name), isPulled: true }
}

/** Undefined if the engine has no such image, or has it for another platform only. */
async function inspect(
  client: EngineClient,
  name: ImageName,
  { platform }: FindImageOptions,
  signal?: AbortSignal,
): Promise<unknown> {
  let inspected: unknown
  try {
    inspected = await client.inspectImage(name.given, platformQuery('inspect', client.apiVersion, platform), signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (statusOf(error) === 404) return undefined
    throw new Failure(engineProblem(`inspect ${name.given}`, client.endpoint.address, error))
  }
  const parts = ['Os', 'Architecture', 'Variant'].map((field) => textOf(inspected, field))
  const own = parts.filter((part) => part !== undefined).join('/')
  return platform && own.includes('/') && !isPlatform(own, platform) ? undefined : inspected
}

function idOf(inspected: unknown, name: ImageName): string {
  const id = textOf(inspected, 'Id')
  if (id && /^[a-z0-9]+:[0-9a-f]+$/.test(id)) return id
  throw new Failure({ code: 'engine-failed', message: `the engine tells no id for ${name.given}` })
}

function notFound(client: EngineClient, name: ImageName, { pull, platform }: FindImageOptions): Failure {
  const kind = platform ? `${platform} image` : 'image'
  const pulling = pull === 'never' && !name.isId ? 'Let it be pulled with --pull missing, or check' : 'Check'
  return new Failure({
    code: 'image-not-found',
    message: `the Docker engine at ${client.endpoint.address} has no ${kind} called ${name.given}`,
    hint: `${pulling} the name; docker images --all lists what the engine has, and a file is named ./FILE or docker-archive:FILE`,
  })
}
