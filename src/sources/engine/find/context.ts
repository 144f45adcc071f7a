import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRecord } from '../../is-record.js'
import type { Surroundings } from '../../options.js'
import { plainLine } from '../../plain-line.js'
import { dockerConfigFolder, readDockerConfig } from './docker-config.js'
import { parseHostAddress } from './host-address.js'
import type { Attempt, EndpointStrategy } from './strategy.js'
import { readTlsFiles } from './tls-files.js'

/** `DOCKER_CONTEXT`. */
export const contextVariableStrategy: EndpointStrategy = {
  name: 'DOCKER_CONTEXT',
  find: async (options) => {
    const name = options.env.DOCKER_CONTEXT
    return name && name !== 'default' ? endpointOfContext(name, options) : { kind: 'not-applicable' }
  },
}

/** The context that `docker context use` made the current one. `DOCKER_CONTEXT=default` switches it off. */
export const currentContextStrategy: EndpointStrategy = {
  name: 'current Docker context',
  find: async (options) => {
    if (options.env.DOCKER_CONTEXT) return { kind: 'not-applicable' }
    const { config, unreadable } = await readDockerConfig(options)
    if (unreadable) return { kind: 'failed', reason: unreadable, named: false }
    const name = config.currentContext
    if (typeof name !== 'string' || name === '' || name === 'default') return { kind: 'not-applicable' }
    return endpointOfContext(name, options)
  },
}

/** Contexts live under the SHA-256 of their name (https://docs.docker.com/engine/manage-resources/contexts/). */
async function endpointOfContext(name: string, surroundings: Surroundings): Promise<Attempt> {
  const failed = (reason: string): Attempt => ({
    kind: 'failed',
    reason: `context ${plainLine(name)}: ${reason}`,
    named: true,
  })
  const folder = join(dockerConfigFolder(surroundings), 'contexts')
  const id = createHash('sha256').update(name).digest('hex')
  const docker = await readDockerEndpoint(join(folder, 'meta', id, 'meta.json'))
  if (docker === 'absent') return failed('there is no such context')
  if (docker === 'malformed') return failed('its meta.json names no Docker endpoint')
  const tls = await readTlsFiles(join(folder, 'tls', id, 'docker'), !docker.skipTlsVerify)
  if (tls.kind === 'bad') return failed(tls.reason)
  const hasTls = docker.skipTlsVerify || tls.tls.ca !== undefined || tls.tls.cert !== undefined
  const parsed = parseHostAddress(docker.host, hasTls ? tls.tls : undefined)
  if (parsed.kind === 'bad') return failed(parsed.reason)
  return { kind: 'found', endpoint: parsed.endpoint, named: true }
}

async function readDockerEndpoint(
  path: string,
): Promise<{ host: string; skipTlsVerify: boolean } | 'absent' | 'malformed'> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return 'absent'
  }
  try {
    const meta: unknown = JSON.parse(text)
    const endpoints = isRecord(meta) ? meta.Endpoints : undefined
    const docker = isRecord(endpoints) ? endpoints.docker : undefined
    if (!isRecord(docker) || typeof docker.Host !== 'string') return 'malformed'
    return { host: docker.Host, skipTlsVerify: docker.SkipTLSVerify === true }
  } catch {
    return 'malformed'
  }
}
