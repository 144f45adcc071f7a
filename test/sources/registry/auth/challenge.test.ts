import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChallenges } from '../../../../src/sources/registry/auth/challenge.js'
import { trustInRealm } from '../../../../src/sources/registry/auth/realm.js'

describe('a challenge', () => {
  const read = (header: string) =>
    readChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])

  it.each([
    ['Basic', [['basic', {}]]],
    ['Basic realm="a, b"', [['basic', { realm: 'a, b' }]]],
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
      [
        [
          'bearer',
          { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:a/b:pull,push' },
        ],
      ],
    ],
    ['BEARER Realm = x , service="a\\"b"', [['bearer', { realm: 'x', service: 'a"b' }]]],
    [
      'Negotiate, Basic realm=x, Bearer realm="y"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'y' }],
      ],
    ],
    ['', []],
    ['realm="x"', []],
    ['"', []],
  ])('%s', (header, expected) => {
    expect(read(header)).toEqual(expected)
  })

  it('of any form is read to an end', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'Ba ="\\,x') }), (header) => read(header).length >= 0))
    const start = Date.now()
    for (const long of ['"', '\\"', ' ,', 'a=', 'a="']) read(`Basic ${long.repeat(5_000_000 / long.length)}`)
    expect(Date.now() - start).toBeLessThan(500)
  })
})

describe('a server for tokens', () => {
  const insecure = new Set(['dev.example', 'token.dev'])
  const trust = (registry: string, realm: string) =>
    trustInRealm(new URL(realm), new URL(registry), (url) => insecure.has(url.hostname))

  it.each([
    ['https://r.example/', 'https://r.example/token', 'yes'],
    ['https://registry-1.docker.io/', 'https://auth.docker.io/token', 'yes'],
    ['http://localhost:5000/', 'http://localhost:5000/token', 'yes'],
    ['http://localhost:5000/', 'http://localhost:5001/token', 'anonymously'],
    ['http://127.0.0.1:5000/', 'http://localhost:5000/token', 'anonymously'],
    ['http://localhost:5000/', 'https://auth.example/token', 'anonymously'],
    ['https://dev.example/', 'https://auth.example/token', 'anonymously'],
    ['https://dev.example/', 'https://dev.example/token', 'yes'],
    ['https://dev.example/', 'http://token.dev/token', 'yes'],
    ['https://r.example/', 'http://r.example/token', 'no'],
    ['http://localhost:5000/', 'http://auth.example/token', 'no'],
    ['https://r.example/', 'https://127.0.0.1/token', 'no'],
    ['https://r.example/', 'https://169.254.169.254/latest', 'no'],
    ['https://r.example/', 'https://[fe80::1]/', 'no'],
    ['https://r.example/', 'https://10.1.2.3/', 'no'],
    ['https://10.9.9.9/', 'https://10.1.2.3/', 'yes'],
    ['https://r.example/', 'https://user@auth.example/', 'no'],
  ])('of %s: %s is trusted: %s', (registry, realm, expected) => {
    expect(trust(registry, realm)).toBe(expected)
  })
})
