import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../../src/detect/checks/keys/key-identity.js'
import { checkPem } from '../../../../src/detect/checks/keys/pem-key.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'

const pem = (label: string, body: string): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`
const wrap = (bytes: Buffer): string => bytes.toString('base64').replace(/.{64}/g, '$&\n')

function identityOf(key: KeyObject): string {
  return fingerprint(createPublicKey(key).export({ type: 'spki', format: 'der' }))
}

/** SSH's binary string. */
function ssh(...parts: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part as string, 'latin1')
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}

function openssh(publicBlob: Buffer, kind: string, cipher = 'none', check = [1, 1]): string {
  const numbers = Buffer.from([0, 0, 0, check[0]!, 0, 0, 0, check[1]!])
  const inner = Buffer.concat([numbers, ssh(kind), Buffer.alloc(64, 9)])
  const one = Buffer.from([0, 0, 0, 1])
  const bytes = Buffer.concat([Buffer.from('openssh-key-v1\0'), ssh(cipher, cipher, ''), one, ssh(publicBlob, inner)])
  return pem('OPENSSH PRIVATE KEY', wrap(bytes))
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
const ed = generateKeyPairSync('ed25519').privateKey
const bytesOf = (key: KeyObject, field: 'n' | 'e' | 'x' | 'y'): Buffer =>
  Buffer.from(key.export({ format: 'jwk' })[field]!, 'base64url')

it('is told as ssh-keygen writes it, in lines of 70 characters', () => {
  const blob = ssh('ssh-ed25519', bytesOf(ed, 'x'))
  const narrow = openssh(blob, 'ssh-ed25519')
  const body = narrow.split('\n').slice(1, -1).join('')
  const wide = pem('OPENSSH PRIVATE KEY', body.replace(/.{70}/g, '$&\n'))
  expect(checkPem(narrow, 'OPENSSH PRIVATE KEY')).toMatchObject({ verdict: 'proven', secret: `${wide}\n` })
})

describe('one key in several encodings', () => {
  it('has one identity: RSA in PKCS #1, PKCS #8 and OpenSSH', () => {
    const identity = identityOf(rsa)
    const pkcs1 = rsa.export({ type: 'pkcs1', format: 'der' })
    const pkcs8 = rsa.export({ type: 'pkcs8', format: 'der' })
    const blob = ssh('ssh-rsa', bytesOf(rsa, 'e'), Buffer.concat([Buffer.alloc(1), bytesOf(rsa, 'n')]))
    expect(checkPem(pem('RSA PRIVATE KEY', wrap(pkcs1)), 'RSA PRIVATE KEY')).toMatchObject({
      verdict: 'proven',
      identity,
    })
    expect(checkPem(pem('PRIVATE KEY', wrap(pkcs8)), 'PRIVATE KEY')).toMatchObject({ verdict: 'proven', identity })
    expect(checkPem(pem('PRIVATE KEY', wrap(pkcs1)), 'PRIVATE KEY')).toMatchObject({ verdict: 'proven', identity })
    expect(checkPem(openssh(blob, 'ssh-rsa'), 'OPENSSH PRIVATE KEY')).toMatchObject({ verdict: 'proven', identity })
  })

  it('has one identity: a curve in SEC 1 and OpenSSH', () => {
    const identity = identityOf(ec)
    const point = Buffer.concat([Buffer.from([4]), bytesOf(ec, 'x'), bytesOf(ec, 'y')])
    const blob = ssh('ecdsa-sha2-nistp384', 'nistp384', point)
    const sec1 = ec.export({ type: 'sec1', format: 'der' })
    expect(checkPem(pem('EC PRIVATE KEY', wrap(sec1)), 'EC PRIVATE KEY')).toMatchObject({ verdict: 'proven', identity })
    expect(checkPem(openssh(blob, 'ecdsa-sha2-nistp384'), 'OPENSSH PRIVATE KEY')).toMatchObject({ identity })
  })

  it('has one identity: Ed25519 in PKCS #8 and OpenSSH', () => {
    const blob = ssh('ssh-ed25519', bytesOf(ed, 'x'))
    expect(checkPem(openssh(blob, 'ssh-ed25519'), 'OPENSSH PRIVATE KEY').identity).toBe(identityOf(ed))
  })
})

describe('keys behind a passphrase', () => {
  const encrypted = { verdict: 'neutral', signature: 'encrypted-private-key', severity: 'medium', reason: 'encrypted' }
  const options = { format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' } as const

  it('are told from others', () => {
    const traditional = String(rsa.export({ type: 'pkcs1', ...options }))
    expect(traditional).toContain('Proc-Type')
    expect(checkPem(traditional.trim(), 'RSA PRIVATE KEY')).toMatchObject(encrypted)
    expect(checkPem(traditional.trim().replaceAll('\n', '\\n'), 'RSA PRIVATE KEY')).toMatchObject(encrypted)
    const pkcs8 = String(rsa.export({ type: 'pkcs8', ...options }))
    expect(checkPem(pkcs8.trim(), 'ENCRYPTED PRIVATE KEY')).toMatchObject(encrypted)
    const blob = ssh('ssh-ed25519', bytesOf(ed, 'x'))
    expect(checkPem(openssh(blob, 'ssh-ed25519', 'aes256-ctr'), 'OPENSSH PRIVATE KEY')).toMatchObject(encrypted)
  })

  it('keep their headers in the canonical text, which opens with the passphrase', () => {
    const traditional = String(rsa.export({ type: 'pkcs1', ...options }))
    const { secret } = checkPem(traditional.trim().replaceAll('\n', '\\n'), 'RSA PRIVATE KEY')
    expect(identityOf(createPrivateKey({ key: secret!, passphrase: 'x' }))).toBe(identityOf(rsa))
  })
})

describe('what is no key', () => {
  const body = wrap(Buffer.from(expandTemplate('{base62:400}', 1)))
  it.each([
    ['doubtful', 'bytes that do not parse', pem('PRIVATE KEY', body)],
    ['doubtful', 'a key that is cut off', pem('PRIVATE KEY', body).slice(0, 400)],
    ['rejected', 'too little of a key', pem('PRIVATE KEY', body).slice(0, 150)],
    ['rejected', 'dots', pem('PRIVATE KEY', `${body.slice(0, 60)}\n...\n${body.slice(0, 60)}`)],
    ['rejected', 'a short body', pem('PRIVATE KEY', body.slice(0, 30))],
    ['rejected', 'a placeholder', pem('PRIVATE KEY', '<your key here>')],
    ['rejected', 'rows of one letter', pem('PRIVATE KEY', `${body.slice(0, 60)}${'x'.repeat(100)}`)],
    ['rejected', 'nothing', pem('PRIVATE KEY', '')],
    ['rejected', 'a first line alone', '-----BEGIN PRIVATE KEY-----'],
  ])('%s: %s', (verdict, _, text) => expect(checkPem(text, 'PRIVATE KEY').verdict).toBe(verdict))

  it('doubts an OpenSSH key whose two numbers differ, or that is cut off', () => {
    const blob = ssh('ssh-ed25519', bytesOf(ed, 'x'))
    expect(checkPem(openssh(blob, 'ssh-ed25519', 'none', [1, 2]), 'OPENSSH PRIVATE KEY').verdict).toBe('doubtful')
    const short = openssh(blob, 'ssh-ed25519').split('\n').slice(0, 3)
    expect(checkPem(pem('OPENSSH PRIVATE KEY', short.slice(1).join('\n')), 'OPENSSH PRIVATE KEY').verdict).toBe(
      'doubtful',
    )
  })

  it('knows that a key on a security key is of no use alone', () => {
    const blob = ssh('sk-ssh-ed25519@openssh.com', bytesOf(ed, 'x'), 'ssh:')
    expect(checkPem(openssh(blob, 'sk-ssh-ed25519@openssh.com'), 'OPENSSH PRIVATE KEY')).toMatchObject({
      severity: 'low',
    })
  })
})

describe('PGP', () => {
  const label = 'PGP PRIVATE KEY BLOCK'
  const value = expandTemplate(`{pem:${label}}`, 5)

  it('proves a key, with armour headers or without', () => {
    const plain = checkPem(value, label)
    expect(plain).toMatchObject({ verdict: 'proven', identity: expect.stringMatching(/^key:SHA256:/) })
    const withHeaders = value.replace('\n\n', '\nVersion: GnuPG v2\nComment: a key\n\n')
    expect(withHeaders).not.toBe(value)
    expect(checkPem(withHeaders, label)).toMatchObject({ verdict: 'proven', identity: plain.identity })
  })

  it('doubts a wrong checksum and a public key', () => {
    const lines = value.split('\n')
    const at = lines.findIndex((line) => line.startsWith('='))
    const broken = lines.with(at, '=AAAA').join('\n')
    expect(checkPem(broken, label)).toMatchObject({ verdict: 'doubtful', reason: 'its checksum is wrong' })
    const bytes = Buffer.from(lines.slice(2, at).join(''), 'base64')
    bytes[0] = 0xc6
    expect(checkPem(pem(label, wrap(bytes)), label).verdict).toBe('doubtful')
  })

  it('tells one that is encrypted, and one whose primary key is elsewhere', () => {
    const lines = value.split('\n')
    const bytes = Buffer.from(
      lines
        .slice(
          2,
          lines.findIndex((line) => line.startsWith('=')),
        )
        .join(''),
      'base64',
    )
    // Two bytes of header; version, time, algorithm; OID of nine bytes; a point of 33 bytes: then the usage byte.
    const usage = 2 + 6 + 10 + 2 + 33
    expect(bytes[usage]).toBe(0)
    bytes[usage] = 254
    expect(checkPem(pem(label, wrap(bytes)), label)).toMatchObject({ signature: 'encrypted-private-key' })
    bytes[usage + 2] = 101
    expect(checkPem(pem(label, wrap(bytes)), label)).toMatchObject({ severity: 'low' })
  })
})
