import type { Candidate } from '../../findings/candidate.js'
import { judgeUrls } from './url.js'

const proxyName = /(?:^|[_.-])(?:https?|ftp|all|socks5?|rsync|npm_config_https?|web|gopher|no)?[_-]?proxy$/i

/** Whether a variable names a proxy: `HTTP_PROXY`, `https_proxy`, `ALL_PROXY`, … */
export function isProxyName(name: string): boolean {
  return name.length <= 100 && proxyName.test(name) && !/no_?proxy$/i.test(name)
}

/** A proxy's URL: with a password `proxy-password`; without, `internal-address` (`info`) if the host is none of the public internet. */
export function judgeProxy(name: string, value: string): Candidate[] {
  const withPassword = judgeUrls(value.includes('://') ? value : `http://${value}`, name, 'proxy-password')
  const offset = value.includes('://') ? 0 : 'http://'.length
  if (withPassword.length > 0)
    return withPassword.map((found) => ({ ...found, start: found.start - offset, end: found.end - offset }))
  const host =
    /^(?:[A-Za-z][\w+.-]{0,20}:\/\/)?(?:[^\s/@]{0,200}@)?(\[[0-9A-Fa-f:.]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?\/?$/.exec(
      value.trim(),
    )
  if (host?.[1] === undefined || !isInternalHost(host[1])) return []
  const start = value.indexOf(host[1])
  return [
    {
      signature: 'internal-address',
      secret: host[1],
      start,
      end: start + host[1].length,
      key: name,
      confidence: 'likely',
      severity: 'info',
      reasons: ['an internal address without credentials'],
    },
  ]
}

/** Whether a host name only means something inside a network: a private address (RFC 1918, 4193, 6598), a bare name, or one under an internal suffix. */
export function isInternalHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '')
  if (/^(?:localhost|0\.0\.0\.0|::1|127\.[\d.]+|host\.docker\.internal)$/.test(name)) return false
  if (/^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|169\.254)\.[\d.]+$/.test(name))
    return true
  if (/^(?:fc|fd|fe80)[0-9a-f]{0,2}:/.test(name)) return true
  if (/\.(?:internal|local|corp|lan|intranet|intra|home|priv|private|localdomain)$/.test(name)) return true
  return /^[a-z][a-z0-9-]*$/.test(name)
}
