import { Agent } from 'node:https'
import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type { DockerOptions } from 'dockerode'
import type { Endpoint } from './endpoint.js'

/** What jetsam asks of an engine, and no more. Answers are parsed JSON of any shape; refusals are errors with a `statusCode`. */
export type EngineClient = {
  endpoint: Endpoint
  /** Of the engine, e.g. `1.41`; empty if it did not tell. */
  apiVersion: string
  inspectImage(name: string, query?: Query, signal?: AbortSignal): Promise<unknown>
  imageHistory(name: string, query?: Query, signal?: AbortSignal): Promise<unknown>
  /** All images, dangling and intermediate ones too. */
  listImages(signal?: AbortSignal): Promise<unknown>
  /** The answer of `/system/df`; newer engines are asked for the build cache alone. */
  diskUsage(signal?: AbortSignal): Promise<unknown>
  /** One tar with all the images named. */
  exportImages(query: Query & { names: string[] }, signal?: AbortSignal): Promise<Readable>
  /** A stream of JSON lines that tell the progress. */
  pullImage(query: Query, auth: object | undefined, signal?: AbortSignal): Promise<Readable>
}

/** Parameters of a request; objects travel as JSON. */
export type Query = Record<string, unknown>

/** An engine that does not answer within this many milliseconds counts as unreachable. */
const ENGINE_ANSWER_TIMEOUT_MS = 10_000

/** Builds the client of an engine and asks for its version, which shows that it is there. The engine library is loaded here, and not before. */
export async function connectEngine(endpoint: Endpoint, timeoutMs = ENGINE_ANSWER_TIMEOUT_MS): Promise<EngineClient> {
  const { default: Dockerode } = await import('dockerode')
  const docker = withoutEnvironment(() => new Dockerode(dockerOptions(endpoint)))
  const version = (await ask(docker, '/version', {}, AbortSignal.timeout(timeoutMs))) as { ApiVersion?: unknown } | null
  const image = (name: string, what: string) => `/images/${name}/${what}`
  return {
    endpoint,
    apiVersion: typeof version?.ApiVersion === 'string' ? version.ApiVersion : '',
    inspectImage: (name, query = {}, signal) => ask(docker, image(name, 'json'), query, signal),
    imageHistory: (name, query = {}, signal) => ask(docker, image(name, 'history'), query, signal),
    listImages: (signal) => docker.listImages({ all: true, abortSignal: signal }),
    diskUsage: (signal) => ask(docker, '/system/df', { type: 'build-cache' }, signal),
    exportImages: async (query, signal) => (await ask(docker, '/images/get', query, signal, true)) as Readable,
    pullImage: async (query, auth, signal) =>
      (await docker.createImage(auth, { ...query, abortSignal: signal })) as Readable,
  }
}

/** A GET whose parameters really travel: several methods of the library drop theirs. */
function ask(
  docker: Docker,
  path: string,
  query: Query,
  abortSignal?: AbortSignal,
  isStream = false,
): Promise<unknown> {
  const request = { path: `${path}?`, method: 'GET', options: query, statusCodes: { 200: true }, abortSignal, isStream }
  return new Promise((resolve, reject) => {
    docker.modem.dial(request, (error: Error | null, data: unknown) => (error ? reject(error) : resolve(data)))
  })
}

/** Every field that the library would else take from its own reading of the environment is set, if only to `undefined`. */
function dockerOptions({ connection }: Endpoint): DockerOptions {
  if (connection.kind === 'socket') return { socketPath: connection.path, host: undefined, protocol: 'http' }
  const { host, port, tls } = connection
  const bracketed = host.includes(':') ? `[${host}]` : host
  if (!tls) return { host: bracketed, port, protocol: 'http' }
  const { ca, cert, key, verify } = tls
  const agent = new Agent({ ca, cert, key, rejectUnauthorized: verify })
  return { host: bracketed, port, protocol: 'https', agent } as DockerOptions
}

/** The library's constructor reads `DOCKER_HOST` and certificate files, and throws on a value that it does not know. */
function withoutEnvironment<T>(build: () => T): T {
  const host = process.env.DOCKER_HOST
  delete process.env.DOCKER_HOST
  try {
    return build()
  } finally {
    if (host !== undefined) process.env.DOCKER_HOST = host
  }
}
