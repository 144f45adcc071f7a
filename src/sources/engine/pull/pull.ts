import type { ImageName } from '../../../image/image-name.js'
import { fieldOf, textOf } from '../../../image/json-shape.js'
import { formatPlatform, onePlatform, type PlatformChoice } from '../../../image/platform.js'
import { configKey } from '../../credentials/config-keys.js'
import { registryCredentials } from '../../credentials/credentials.js'
import type { SourceOptions, Surroundings } from '../../options.js'
import type { EngineClient } from '../api/client.js'
import { jsonLines } from './json-lines.js'
import { pullFailure } from './pull-error.js'
import { createPullTally } from './pull-tally.js'

export type PullOptions = Pick<SourceOptions, 'onProgress' | 'registry'> &
  Pick<Surroundings, 'env' | 'home'> & { platform?: PlatformChoice }

/**
 * Has the engine pull an image, with the credentials that were given, else those of Docker's or Podman's configuration.
 * @throws Failure `image-not-found`, `credentials-failed`, `pull-failed` or `engine-unreachable`
 */
export async function pullImage(
  client: EngineClient,
  name: ImageName,
  options: PullOptions,
  signal?: AbortSignal,
): Promise<void> {
  const { login } = options.registry ?? {}
  const { auth, trouble } = login
    ? { auth: { serveraddress: configKey(name.registry), ...login }, trouble: undefined }
    : await registryCredentials(name, options)
  const { onProgress } = options
  const platform = onePlatform(options.platform)
  const tally = createPullTally(name.text)
  try {
    // Without a tag an engine would pull all of them.
    const place = { fromImage: `${name.registry}/${name.repository}`, tag: name.digest ?? name.tag }
    const query = { ...place, ...(platform && { platform: formatPlatform(platform) }) }
    for await (const line of jsonLines(await client.pullImage(query, auth, signal))) {
      const refusal = textOf(fieldOf(line, 'errorDetail'), 'message') || textOf(line, 'error')
      if (refusal) throw new Error(refusal)
      const progress = tally.add(line)
      if (progress) onProgress?.(progress)
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw pullFailure(name.text, client.endpoint, error, trouble)
  }
}
