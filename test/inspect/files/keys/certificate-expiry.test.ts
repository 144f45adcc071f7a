import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { pemCertificates, storeCertificates } from '../../../../src/inspect/files/keys/certificates.js'
import { createFileScanner } from '../../../../src/scan/layer/file-scanner.js'
import { createTools } from '../../../../src/scan/tools.js'
import { readSignatureTable } from '../../../../src/signatures/read-table.js'

const scanner = createFileScanner(createTools(readSignatureTable(), { key: new Uint8Array(32), showSecrets: false }))
let folder: string
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
const file = (name: string) => readFileSync(join(folder, name))
const lastDay = (name: string) =>
  new Date(Date.parse(openssl('x509', '-in', name, '-noout', '-enddate').toString().split('=')[1]!))
    .toISOString()
    .slice(0, 10)

/** A key with its certificate, and another pair; the key once more, encrypted. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-certificates-'))
  for (const [name, days] of [
    ['own', '30'],
    ['other', '60'],
  ] as const) {
    const subject = ['-subj', `/CN=${name}.example.org`, '-days', days, '-keyout', `${name}.key`, '-out', `${name}.crt`]
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...subject)
  }
  openssl('pkcs8', '-topk8', '-in', 'own.key', '-passout', 'pass:x', '-out', 'encrypted.key')
  const store = ['pkcs12', '-export', '-inkey', 'own.key', '-in', 'own.crt']
  openssl(...store, '-passout', 'pass:', '-certpbe', 'NONE', '-keypbe', 'NONE', '-nomac', '-out', 'open.p12')
  openssl(...store, '-passout', 'pass:x', '-out', 'closed.p12')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.useRealTimers())

function reasons(bytes: Buffer, piece = bytes.length): string[] {
  scanner.start('etc/tls/server.pem', bytes.length)
  for (let at = 0; at < bytes.length; at += piece) scanner.push(bytes.subarray(at, at + piece))
  return scanner
    .end()
    .candidates.flatMap((one) => one.reasons)
    .filter((reason) => reason.includes('certificate'))
}

describe('a private key with its certificate in the same file tells when that expires', () => {
  it('beside others, in any order, however it is cut', () => {
    for (const names of [
      ['other.crt', 'own.key', 'own.crt'],
      ['own.crt', 'other.crt', 'own.key'],
    ]) {
      const bytes = Buffer.concat(names.map(file))
      for (const piece of [bytes.length, 100]) {
        expect(reasons(bytes, piece)).toEqual([`its certificate is valid until ${lastDay('own.crt')}`])
      }
    }
  })

  it('once it has expired, too', () => {
    vi.setSystemTime(new Date('2100-01-01'))
    expect(reasons(Buffer.concat([file('own.key'), file('own.crt')]))).toEqual([
      `its certificate expired on ${lastDay('own.crt')}`,
    ])
  })

  it('where the key is encrypted', () => {
    const bytes = Buffer.concat([file('encrypted.key'), file('own.crt'), file('other.crt')])
    expect(reasons(bytes)).toEqual([`its certificate is valid until ${lastDay('own.crt')}`])
  })

  it('in a PKCS#12 store that is not encrypted', () => {
    expect(reasons(file('open.p12'))).toEqual([`its certificate is valid until ${lastDay('own.crt')}`])
    expect(reasons(file('closed.p12'))).toEqual([])
  })

  it('and not for the certificate of another key, or for none', () => {
    expect(reasons(Buffer.concat([file('own.key'), file('other.crt')]))).toEqual([])
    expect(reasons(file('own.key'))).toEqual([])
  })
})

it('never throws at what is no certificate', () => {
  const crt = file('own.crt')
  const store = file('open.p12')
  fc.assert(
    fc.property(fc.nat(store.length - 1), fc.nat(255), fc.boolean(), (at, value, isCut) => {
      for (const [bytes, read] of [
        [crt, pemCertificates],
        [store, storeCertificates],
      ] as const) {
        const broken = isCut ? bytes.subarray(0, at) : Buffer.from(bytes)
        if (!isCut) broken[Math.min(at, broken.length - 1)] = value
        expect(read(broken).length).toBeLessThanOrEqual(1)
      }
    }),
  )
  expect(pemCertificates(Buffer.from('-----BEGIN CERTIFICATE-----\n'.repeat(10_000)))).toEqual([])
  expect(pemCertificates(Buffer.concat(Array<Buffer>(100).fill(crt)))).toHaveLength(50)
})
