import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { proxyFor } from './proxy.js'
import { certificateFolders, trustFor, withUsualAuthorities } from './trust.js'

export type ConnectionOptions = {
  env: Readonly<Record<string, string | undefined>>
  home: string
  os: string
  /** PEM texts of `--registry-ca`, trusted for every host. */
  authorities: readonly string[]
  /** Whether a host may be talked to without a certificate that we trust. */
  isInsecure: (url: URL) => boolean
}

/** The connections of one scan; each host has its own settings, and the same one is used again. */
export type Connections = { for(url: URL): Promise<Dispatcher>; close(): Promise<void> }

/** Times in milliseconds that a server may take: to be reached, to begin an answer, and between two parts of it. */
const timeouts = { connect: 15_000, headers: 60_000, body: 60_000 } as const

/** Open connections to one host: as many as layers are read at once, and one for what is small. */
const connectionsPerHost = 6

export function openConnections(options: ConnectionOptions): Connections {
  const made = new Map<string, Promise<Dispatcher>>()
  return {
    for(url) {
      const known = made.get(url.origin) ?? connect(url, options)
      made.set(url.origin, known)
      return known
    },
    async close() {
      for (const dispatcher of await Promise.allSettled(made.values())) {
        if (dispatcher.status === 'fulfilled') await dispatcher.value.destroy().catch(() => {})
      }
    },
  }
}

async function connect(url: URL, { env, home, os, authorities, isInsecure }: ConnectionOptions): Promise<Dispatcher> {
  const trust = await trustFor(url.host, certificateFolders(env, home, os))
  const ca = withUsualAuthorities([...authorities, ...trust.ca])
  const { cert, key } = trust
  const tls = {
    timeout: timeouts.connect,
    ...(ca && { ca }),
    ...(cert && key && { cert, key }),
    ...(isInsecure(url) && { rejectUnauthorized: false }),
  }
  const own = { connections: connectionsPerHost, headersTimeout: timeouts.headers, bodyTimeout: timeouts.body }
  const proxy = proxyFor(url, env)
  if (!proxy) return new Agent({ ...own, connect: tls })
  // What is not encrypted goes through a proxy as a request to it; all else through a tunnel.
  const proxyTunnel = url.protocol === 'https:'
  return new ProxyAgent({ ...own, uri: proxy.href, proxyTunnel, requestTls: tls, proxyTls: ca ? { ca } : {} })
}
