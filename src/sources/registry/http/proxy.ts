import { BlockList, isIP } from 'node:net'
import { isLoopback } from './hosts.js'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for a request, by `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, of which the lower-case names count, too; undefined for none.
 * The rules are those of Go's programs, so of Docker (https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config): this machine is
 * never asked through a proxy.
 */
export function proxyFor(url: URL, env: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const text = variable(env, name)
  if (text === '' || isLoopback(url.hostname) || isExempt(url, variable(env, 'NO_PROXY'))) return undefined
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  } catch {
    return undefined
  }
}

function variable(env: Environment, name: string): string {
  return (env[name] || env[name.toLowerCase()] || '').trim()
}

function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return list
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .some((part) => part !== '' && (part === '*' || matches(part, host, port)))
}

/** `host`, `.domain`, `*.domain`, an address, a network such as `10.0.0.0/8`; the first three also with a port. */
function matches(part: string, host: string, port: string): boolean {
  const [, network, bits] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(part) ?? []
  if (network !== undefined) return isInNetwork(network, Number(bits), host)
  if (isIP(part) !== 0) return part === host
  const [, name = part, only] = /^(.+):(\d+)$/.exec(part) ?? []
  if (only !== undefined && only !== port) return false
  const domain = name.replace(/^\[|\]$/g, '').replace(/^\*\./, '.')
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`)
}

function isInNetwork(network: string, bits: number, host: string): boolean {
  const version = isIP(network)
  if (version === 0 || isIP(host) !== version || bits > (version === 4 ? 32 : 128)) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(network, bits, family)
  return list.check(host, family)
}
