import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { readFile } from '../reading.js'

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey

it.each([
  ['etc/ssh/ssh_host_ed25519_key', expandTemplate('{pem:OPENSSH PRIVATE KEY}', 'host'), 'ssh-host-key'],
  ['etc/ssh/ssh_host_rsa_key', rsa, 'ssh-host-key'],
  ['etc/ssl/private/ssl-cert-snakeoil.key', rsa, 'snakeoil-key'],
])('knows %s by its public half', (path, pem, signature) => {
  const text = `\n${pem}`
  const [found, ...more] = readFile(path, text)
  expect(more).toEqual([])
  expect(found).toMatchObject({ signature, confidence: 'proven' })
  expect(found!.identity).toMatch(/^key:SHA256:/)
  expect(text.slice(found!.start, found!.end)).toBe(pem.trim())
})

it("notes Dropbear's keys", () => {
  const [found] = readFile('etc/dropbear/dropbear_ed25519_host_key', `\0\0\0\x0bssh-ed25519${'k'.repeat(64)}`)
  expect(found).toMatchObject({ signature: 'ssh-host-key', start: 0 })
})

it('leaves empty and broken files alone', () => {
  for (const text of [
    '',
    'x',
    '-----BEGIN OPENSSH PRIVATE KEY-----\n',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
  ]) {
    expect(readFile('etc/ssh/ssh_host_rsa_key', text)).toEqual([])
    expect(readFile('etc/dropbear/dropbear_rsa_host_key', text)).toEqual([])
  }
})

it('leaves keys of that name in other folders to the detector', () => {
  expect(formatOf('app/test/fixtures/ssh_host_rsa_key', Buffer.from(rsa))).toBeUndefined()
  expect(formatOf('app/ssl-cert-snakeoil.key', Buffer.from(rsa))).toBeUndefined()
})
