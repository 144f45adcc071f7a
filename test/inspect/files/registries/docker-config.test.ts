import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('docker')
const encoded = Buffer.from(`ci:${secret}`).toString('base64')

it.each([
  [
    'root/.docker/config.json',
    '{"auths": {"ghcr.io": {"auth": "@@"}}}',
    encoded,
    'container-registry-password',
    'auths.ghcr.io.auth',
  ],
  [
    'root/.dockercfg',
    '{"https://index.docker.io/v1/":{"auth":"@@","email":""}}',
    encoded,
    'container-registry-password',
    'https://index.docker.io/v1/.auth',
  ],
  [
    'root/.config/containers/auth.json',
    '{"auths":{"q.example":{"auth":"@@"}}}',
    encoded,
    'container-registry-password',
    'auths.q.example.auth',
  ],
  [
    'kaniko/.docker/config.json',
    '{"auths":{"a":{"username":"u","password":"@@"}}}',
    secret,
    'container-registry-password',
    'auths.a.password',
  ],
  [
    'root/.docker/config.json',
    '{"auths":{"a":{"identitytoken":"@@"}}}',
    secret,
    'container-registry-token',
    'auths.a.identitytoken',
  ],
  [
    'srv/config.json',
    '{"auths":{"a":{"registrytoken":"@@"',
    secret,
    'container-registry-token',
    'auths.a.registrytoken',
  ],
])('finds the credentials of %s: %s', (path, file, raw, signature, key) => {
  expectPlanted({ path, file, secret, raw, signature, key })
})

it('leaves helpers, empties and placeholders alone', () => {
  expectSilent(
    'root/.docker/config.json',
    '{"auths":{"a":{"auth":"","password":"@@"}},"credsStore":"pass"}',
    placeholders,
  )
  for (const text of ['{}', '{"auths":{"a":{"auth":"bm9jb2xvbg=="}}}', '\0\x01\x02', '[[[[']) {
    expect(readFile('root/.docker/config.json', text)).toEqual([])
  }
  expect(formatOf('srv/config.json', Buffer.from('{"port": 1}'))).toBeUndefined()
})
