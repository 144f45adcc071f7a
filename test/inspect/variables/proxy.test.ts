import { describe, expect, it } from 'vitest'
import { isInternalHost, isProxyName } from '../../../src/inspect/variables/proxy.js'

describe('isInternalHost', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.9.9',
    '192.168.1.1',
    '100.64.0.1',
    '[fd00::1]',
    'proxy',
    'a.corp',
    'a.b.internal',
    'x.LAN',
  ])('takes %s for internal', (host) => expect(isInternalHost(host)).toBe(true))

  it.each(['localhost', '127.0.0.1', '::1', '8.8.8.8', '172.32.0.1', 'example.org', 'host.docker.internal', 'a.b.co'])(
    'takes %s for none',
    (host) => expect(isInternalHost(host)).toBe(false),
  )
})

describe('isProxyName', () => {
  it('knows the usual names', () => {
    for (const name of ['HTTP_PROXY', 'https_proxy', 'ALL_PROXY', 'npm_config_https_proxy', 'PROXY'])
      expect(isProxyName(name)).toBe(true)
    for (const name of ['NO_PROXY', 'no_proxy', 'PROXY_PORT', 'REVERSEPROXYX']) expect(isProxyName(name)).toBe(false)
  })
})
