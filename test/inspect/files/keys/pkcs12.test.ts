import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { readFile } from '../reading.js'

const folder = mkdtempSync(join(tmpdir(), 'pkcs12-'))
const file = (name: string) => join(folder, name)
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })

beforeAll(() => {
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', '-keyout', 'key.pem', '-out', 'cert.pem')
  writeFileSync(file('word'), 'a-word-for-this-run')
  openssl('pkcs12', '-export', '-inkey', 'key.pem', '-in', 'cert.pem', '-out', 'key.p12', '-passout', 'file:word')
  openssl('pkcs12', '-export', '-nokeys', '-in', 'cert.pem', '-out', 'trust.p12', '-passout', 'file:word')
})
afterAll(() => rmSync(folder, { recursive: true }))

it('finds a store with a private key, whatever its name', () => {
  const text = readFileSync(file('key.p12'), 'latin1')
  for (const path of ['srv/key.p12', 'srv/identity', 'lib/security/cacerts']) {
    expect(readFile(path, text)).toMatchObject([{ signature: 'pkcs12-keystore', start: 0 }])
  }
})

it('is silent on a store of certificates, and knows no other DER', () => {
  expect(readFile('lib/security/cacerts', readFileSync(file('trust.p12'), 'latin1'))).toEqual([])
  expect(formatOf('srv/x.p12', Buffer.from('0\x82\x01\x01\x02\x01\x00', 'latin1'))).toBeUndefined()
})
