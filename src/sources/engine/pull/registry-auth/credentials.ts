import { isRecord } from '../../../is-record.js'
import type { Surroundings } from '../../../options.js'
import { readDockerConfig } from '../../find/docker-config.js'
import type { AuthConfig } from './auth-config.js'
import { configKey, entryFor } from './config-keys.js'
import { askCredentialHelper } from './credential-helper.js'

export type Credentials = {
  /** Unset: ask anonymously. */
  auth?: AuthConfig
  /** Why credentials that should be there could not be had; one line, no secret. */
  trouble?: string
}

/**
 * The credentials that Docker's configuration holds for a registry: of the helper for that registry (`credHelpers`), else of
 * the store (`credsStore`), else of `auths`; the order of the Docker CLI
 * (https://docs.docker.com/reference/cli/docker/login/#credential-stores).
 */
export async function registryCredentials(
  registry: string,
  surroundings: Pick<Surroundings, 'env' | 'home'>,
): Promise<Credentials> {
  const { config, unreadable } = await readDockerConfig(surroundings)
  if (unreadable) return { trouble: unreadable }
  const helper = helperFor(config, registry)
  if (helper === undefined) return fromAuths(config, registry)
  const server = configKey(registry)
  const answer = await askCredentialHelper(helper, server, surroundings.env)
  if (answer.kind === 'credentials') return { auth: fromHelper(server, answer.username, answer.secret) }
  const written = fromAuths(config, registry)
  return answer.kind === 'failed' && !written.auth ? { trouble: answer.reason } : written
}

function helperFor(config: Record<string, unknown>, registry: string): string | undefined {
  const special = isRecord(config.credHelpers) ? entryFor(config.credHelpers, registry) : undefined
  const name = special ?? config.credsStore
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** A helper marks an identity token by the user name `<token>`. */
function fromHelper(serveraddress: string, username: string, secret: string): AuthConfig {
  if (username === '<token>') return { serveraddress, identitytoken: secret }
  return { serveraddress, username, password: secret }
}

function fromAuths(config: Record<string, unknown>, registry: string): Credentials {
  const entry = isRecord(config.auths) ? entryFor(config.auths, registry) : undefined
  if (!isRecord(entry)) return {}
  const auth: AuthConfig = { serveraddress: configKey(registry) }
  for (const field of ['username', 'password', 'identitytoken', 'registrytoken'] as const) {
    const value = entry[field]
    if (typeof value === 'string' && value !== '') auth[field] = value
  }
  if (typeof entry.auth === 'string' && entry.auth !== '') {
    const pair = Buffer.from(entry.auth, 'base64').toString('utf8').replace(/\0+$/, '')
    const colon = pair.indexOf(':')
    if (colon <= 0) return { trouble: `the entry of ${registry} in Docker's configuration is malformed` }
    auth.username = pair.slice(0, colon)
    auth.password = pair.slice(colon + 1)
  }
  const isEmpty = Object.keys(auth).length === 1
  return isEmpty ? {} : { auth }
}
