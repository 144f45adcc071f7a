import { describe, expect, it } from 'vitest'
import { isHarmless } from '../../../src/detect/values/harmless.js'
import { isPath } from '../../../src/detect/values/path.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

describe('isHarmless', () => {
  it.each([
    ['/etc/ssl/private/server.key'],
    ['./conf/x'],
    ['~/.ssh/id_rsa'],
    ['C:\\keys\\a'],
    ['certs/server.pem'],
    ['42'],
    ['-1.5'],
    ['true'],
    ['Off'],
    ['1.2.3'],
    ['v1.22.0-rc.1'],
    ['^4.17.0'],
    ['>=1.2.0'],
    ['2024-02-29'],
    ['2024-02-29T10:00:00Z'],
    ['512MB'],
    ['30s'],
    ['https://example.org/path'],
    ['example.org:8080'],
    ['ghcr.io/acme/app:1.2'],
    ['10.0.0.0/8'],
    ['::1'],
    ['en_US.UTF-8'],
    ['application/json'],
    ['RS256'],
    ['--verbose --x=y'],
  ])('knows %s', (value) => {
    expect(isHarmless(value)).toBe(true)
  })

  it('knows a digest by its prefix, or by a name that speaks of one', () => {
    const digest = expandTemplate('{hex:64}', 1)
    expect(isHarmless(`sha256:${digest}`)).toBe(true)
    expect(isHarmless(digest, 'APP_SHA256')).toBe(true)
    expect(isHarmless(digest, 'GIT_COMMIT')).toBe(true)
    expect(isHarmless(digest, 'API_KEY')).toBe(false)
  })

  it('knows public keys and lists of fingerprints', () => {
    const fingerprint = expandTemplate('{HEX:40}', 2)
    expect(isHarmless(`ssh-ed25519 ${expandTemplate('{base64:60}', 3)} me@host`)).toBe(true)
    expect(isHarmless('-----BEGIN PUBLIC KEY-----\nMA==\n-----END PUBLIC KEY-----')).toBe(true)
    expect(isHarmless(fingerprint, 'GPG_KEY')).toBe(true)
    expect(isHarmless(`${fingerprint} ${fingerprint}`, 'KEYS')).toBe(true)
    expect(isHarmless(fingerprint, 'API_SECRET_KEY')).toBe(false)
  })

  it('knows a UUID under the name of an id', () => {
    const uuid = expandTemplate('{uuid}', 4)
    expect(isHarmless(uuid, 'CLIENT_ID')).toBe(true)
    expect(isHarmless(uuid, 'CLIENT_SECRET')).toBe(false)
  })

  it.each(['{[a-z]:7}', '{base62:20}', '{base64:40}', '{base62:8}!#', 'postgres://u:{base62:9}@db/x', '{hex:32}'])(
    'leaves %s alone',
    (template) => {
      for (let seed = 0; seed < 60; seed++) expect(isHarmless(`q${expandTemplate(template, seed)}`)).toBe(false)
    },
  )
})

describe('isPath', () => {
  it('does not take base64 that starts with a slash for a path', () => {
    for (let seed = 0; seed < 60; seed++) expect(isPath(`/9${expandTemplate('{base64:38}', seed)}`)).toBe(false)
  })
})
