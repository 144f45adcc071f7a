import type { TlsMaterial } from '../api/endpoint.js'
import { dockerConfigFolder } from './docker-config.js'
import { parseHostAddress } from './host-address.js'
import type { Attempt, EndpointStrategy, FindOptions } from './strategy.js'
import { readTlsFiles } from './tls-files.js'

/** `--docker-host`. */
export const flagStrategy: EndpointStrategy = {
  name: '--docker-host',
  find: (options) => fromText(options.dockerHost, options),
}

/** `DOCKER_HOST`. */
export const variableStrategy: EndpointStrategy = {
  name: 'DOCKER_HOST',
  find: (options) => fromText(options.env.DOCKER_HOST, options),
}

async function fromText(text: string | undefined, options: FindOptions): Promise<Attempt> {
  if (!text) return { kind: 'not-applicable' }
  const tls = await tlsOfEnvironment(options)
  if (tls.kind === 'bad') return { kind: 'failed', reason: tls.reason, named: true }
  const parsed = parseHostAddress(text, tls.tls)
  if (parsed.kind === 'bad') return { kind: 'failed', reason: parsed.reason, named: true }
  return { kind: 'found', endpoint: parsed.endpoint, named: true }
}

/** `DOCKER_TLS_VERIFY`, `DOCKER_TLS` and `DOCKER_CERT_PATH`, as the Docker CLI reads them: any text but none switches on. */
async function tlsOfEnvironment(
  options: FindOptions,
): Promise<{ kind: 'ok'; tls?: TlsMaterial } | { kind: 'bad'; reason: string }> {
  const { env } = options
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) return { kind: 'ok' }
  return readTlsFiles(env.DOCKER_CERT_PATH || dockerConfigFolder(options), Boolean(env.DOCKER_TLS_VERIFY))
}
