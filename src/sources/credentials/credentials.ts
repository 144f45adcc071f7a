import { readConfigFile } from '../engine/find/docker-config.js'
import { isRecord } from '../is-record.js'
import type { Surroundings } from '../options.js'
import type { AuthConfig } from './auth-config.js'
import { credentialFiles } from './config-files.js'
import { configKey, entryFor } from './config-keys.js'
import { askCredentialHelper } from './credential-helper.js'

export type Credentials = {
  /** Unset: ask anonymously. */
  auth?: AuthConfig
  /** Why credentials that should be there could not be had; one line, no secret. */
  trouble?: string
}

/** What is asked for credentials: a registry (`docker.io`, `ghcr.io`, `localhost:5000`), and which part of it. */
type Wanted = { registry: string; repository?: string }

/**
 * The credentials that Docker's configuration holds for a registry, else those that Podman's does; in each, of the helper for that
 * registry (`credHelpers`), else of the store (`credsStore`), else of `auths`; the order of the Docker CLI
 * (https://docs.docker.com/reference/cli/docker/login/#credential-stores).
 */
export async function registryCredentials(
  wanted: Wanted,
  surroundings: Pick<Surroundings, 'env' | 'home'>,
): Promise<Credentials> {
  let trouble: string | undefined
  for (const path of credentialFiles(surroundings)) {
    const { config, unreadable } = await readConfigFile(path)
    const found = unreadable ? { trouble: unreadable } : await fromConfig(config, wanted, surroundings.env)
    if (found.auth) return found
    trouble ??= found.trouble
  }
  return trouble === undefined ? {} : { trouble }
}

async function fromConfig(
  config: Record<string, unknown>,
  wanted: Wanted,
  env: Surroundings['env'],
): Promise<Credentials> {
  const helper = helperFor(config, wanted)
  if (helper === undefined) return fromAuths(config, wanted)
  const server = configKey(wanted.registry)
  const answer = await askCredentialHelper(helper, server, env)
  if (answer.kind === 'credentials') return { auth: fromHelper(server, answer.username, answer.secret) }
  const written = fromAuths(config, wanted)
  return answer.kind === 'failed' && !written.auth ? { trouble: answer.reason } : written
}

function helperFor(config: Record<string, unknown>, { registry }: Wanted): string | undefined {
  const special = isRecord(config.credHelpers) ? entryFor(config.credHelpers, registry) : undefined
  const name = special ?? config.credsStore
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** A helper marks an identity token by the user name `<token>`. */
function fromHelper(serveraddress: string, username: string, secret: string): AuthConfig {
  if (username === '<token>') return { serveraddress, identitytoken: secret }
  return { serveraddress, username, password: secret }
}

function fromAuths(config: Record<string, unknown>, { registry, repository }: Wanted): Credentials {
  const entry = isRecord(config.auths) ? entryFor(config.auths, registry, repository) : undefined
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
