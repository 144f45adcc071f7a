import { afterEach, describe, expect, it } from 'vitest'
import { findEndpoint } from '../../../../src/sources/registry/api/endpoint.js'
import { openConnections } from '../../../../src/sources/registry/http/connections.js'
import type { HttpClient } from '../../../../src/sources/registry/http/exchange.js'
import { contentOf, type FakeServer, startServer } from '../fake-registry.js'

const client = (insecure: string[] = []): HttpClient => {
  const isInsecure = (url: URL) => insecure.includes(url.hostname)
  const connections = openConnections({ env: {}, home: '/nonexistent', os: 'linux', authorities: [], isInsecure })
  return { connections, patience: { attempts: 1, firstWait: 1, longestWait: 1 }, isInsecure }
}

describe('the address of a registry', () => {
  let server: FakeServer | undefined
  afterEach(() => server?.stop())

  it.each([
    ['docker.io', 'https://registry-1.docker.io/'],
    ['ghcr.io', 'https://ghcr.io/'],
    ['r.example:5000', 'https://r.example:5000/'],
    ['[2001:db8::1]:5000', 'https://[2001:db8::1]:5000/'],
  ])('%s is by TLS, and nobody is asked', async (registry, address) => {
    expect((await findEndpoint(registry, client())).href).toBe(address)
  })

  it('of this machine may be without TLS', async () => {
    server = await startServer([contentOf([], {})])
    expect((await findEndpoint(server.host, client())).href).toBe(`http://${server.host}/`)
    const port = server.host.split(':')[1]
    expect((await findEndpoint(`localhost:${port}`, client())).href).toBe(`http://localhost:${port}/`)
  })

  it('may be without TLS where the user says so', async () => {
    expect((await findEndpoint('registry.invalid', client(['registry.invalid']))).href).toBe('http://registry.invalid/')
  })
})
