import { BlockList, isIP } from 'node:net'

const addresses = { loopback: new BlockList(), inner: new BlockList() }
addresses.loopback.addSubnet('127.0.0.0', 8, 'ipv4')
addresses.loopback.addAddress('::1', 'ipv6')
// Private, link-local (where clouds keep their metadata services), shared and unspecified ones: RFC 6890.
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  addresses.inner.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  addresses.inner.addSubnet(net, bits, 'ipv6')

/** Whether a host, as in `URL.hostname`, is this machine. */
export function isLoopback(hostname: string): boolean {
  return isLocalName(hostname) || isIn(addresses.loopback, hostname)
}

/** Whether a host is named by an address of this machine or of a private network. Names are not looked up. */
function isInner(hostname: string): boolean {
  return isLocalName(hostname) || isIn(addresses.inner, hostname)
}

/** Whether one server may send us to another address: a public one must not send us into our own network, nor a private one out of TLS. */
export function mayLeadTo(from: URL, to: URL, isInsecure: (url: URL) => boolean): boolean {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return false
  if (to.username !== '' || to.password !== '') return false
  if (to.protocol === 'http:' && from.protocol === 'https:' && !isInsecure(to)) return false
  return !isInner(to.hostname) || isInner(from.hostname) || from.hostname === to.hostname || isInsecure(to)
}

function isLocalName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

function isIn(list: BlockList, hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '')
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4')
}
