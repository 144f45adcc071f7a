import type { Endpoint, TlsMaterial } from '../api/endpoint.js'

/** Ports of an engine without and with TLS (https://docs.docker.com/reference/cli/dockerd/#daemon-socket-option). */
const PLAIN_PORT = 2375
const TLS_PORT = 2376

export const DEFAULT_SOCKET = '/var/run/docker.sock'
export const DEFAULT_PIPE = '//./pipe/docker_engine'

export type ParsedHost = { kind: 'ok'; endpoint: Endpoint } | { kind: 'bad'; reason: string }

/**
 * The endpoint that a `DOCKER_HOST` text names: `unix://PATH`, `npipe://PATH`, `tcp://HOST[:PORT]`, `http(s)://…`, or a bare
 * `HOST:PORT`. `ssh://` is known and refused with the way round it.
 */
export function parseHostAddress(text: string, tls: TlsMaterial | undefined): ParsedHost {
  const mark = text.indexOf('://')
  const scheme = mark < 0 ? 'tcp' : text.slice(0, mark).toLowerCase()
  const rest = mark < 0 ? text : text.slice(mark + 3)
  switch (scheme) {
    case 'unix':
      return socket('unix', rest || DEFAULT_SOCKET)
    case 'npipe':
      return socket('npipe', rest || DEFAULT_PIPE)
    case 'tcp':
    case 'http':
      return tcp(rest, tls)
    case 'https':
      return tcp(rest, tls ?? { verify: true })
    case 'ssh':
      return { kind: 'bad', reason: 'ssh:// is not supported; forward the socket with ssh -L and name it as unix://' }
    default:
      return { kind: 'bad', reason: 'the address must begin with unix://, tcp:// or npipe://' }
  }
}

function socket(scheme: string, path: string): ParsedHost {
  return { kind: 'ok', endpoint: { address: `${scheme}://${path}`, connection: { kind: 'socket', path } } }
}

function tcp(rest: string, tls: TlsMaterial | undefined): ParsedHost {
  let url: URL
  try {
    // A scheme of no default port, so that none is dropped; a bare `:2375` means this machine.
    url = new URL(`tcp://${rest.startsWith(':') ? `localhost${rest}` : rest}`)
  } catch {
    return { kind: 'bad', reason: 'the address is not HOST:PORT' }
  }
  if (url.username || url.password) return { kind: 'bad', reason: 'the address must not hold a user name or password' }
  if (url.pathname !== '' && url.pathname !== '/')
    return { kind: 'bad', reason: 'an address with a path is not supported' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host === '') return { kind: 'bad', reason: 'the address has no host' }
  const port = url.port === '' ? (tls ? TLS_PORT : PLAIN_PORT) : Number(url.port)
  const address = `tcp://${url.hostname}:${port}`
  return { kind: 'ok', endpoint: { address, connection: { kind: 'tcp', host, port, ...(tls && { tls }) } } }
}
