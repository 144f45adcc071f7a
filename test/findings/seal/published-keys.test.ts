import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkPem } from '../../../src/detect/checks/keys/pem-key.js'
import { isPublishedKey } from '../../../src/findings/seal/published-keys.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

/** A dependency of ours that brings its test keys. */
const ssh2 = dirname(createRequire(import.meta.url).resolve('ssh2/package.json'))

const identityOf = (pem: string) => {
  const [, label] = /^-----BEGIN (.+)-----$/m.exec(pem)!
  return checkPem(pem.trim(), label!).identity ?? ''
}

describe('isPublishedKey', () => {
  it.each(['id_rsa', 'ssh_host_ecdsa_key', 'https_key.pem'])('knows a key that everybody can download: %s', (name) => {
    const pem = readFileSync(join(ssh2, 'test/fixtures', name), 'utf8')
    expect(isPublishedKey(identityOf(pem))).toBe(true)
  })

  it('knows no other', () => {
    const identity = identityOf(expandTemplate('{pem:EC PRIVATE KEY}', 'published'))
    expect(identity).toMatch(/^key:SHA256:/)
    expect(isPublishedKey(identity)).toBe(false)
  })
})
