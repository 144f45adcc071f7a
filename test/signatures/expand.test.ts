import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../src/signatures/expand.js'
import { base62Checksum } from '../../src/signatures/template/base62-checksum.js'
import { compileTemplate } from '../../src/signatures/template/compile.js'

const seeds = Array.from({ length: 20 }, (_, seed) => seed)

describe('expandTemplate', () => {
  it('gives the same example for the same seed, and another for another', () => {
    const template = 'qz_{base62:40}'
    expect(expandTemplate(template, 1)).toBe(expandTemplate(template, 1))
    expect(new Set(seeds.map((seed) => expandTemplate(template, seed))).size).toBe(seeds.length)
    expect(expandTemplate(template, 1)).not.toBe(expandTemplate(template, '1'))
  })

  it.each([
    '(a|bb|)({hex:2}:)*2-5{uuid}',
    '{any:4-60}',
    '{digits:1-}x',
    '{base64:20}',
    '{[ -~]:8}',
    '{HEX:1}{crc32:6}',
  ])('gives %s what its own expression fits', (template) => {
    const fit = new RegExp(`^(?:${compileTemplate(template, true).regex})$`, 's')
    for (const seed of seeds) expect(expandTemplate(template, seed)).toMatch(fit)
  })

  it('mixes digits and both cases into long runs', () => {
    for (const seed of seeds) {
      const text = expandTemplate('{base62:12}', seed)
      expect(text).toMatch(/\d.*\d/)
      expect(text).toMatch(/[a-z]/)
      expect(text).toMatch(/[A-Z]/)
    }
  })

  it('computes the checksum over the run before it', () => {
    const token = expandTemplate('ghx_{base62:30}{crc32:6}', 7)
    const digits = token.slice(34)
    expect(digits).toBe(base62Checksum(token.slice(4, 34)))
  })

  it('makes a JSON web token that has not expired', () => {
    const [header, claims, signature] = expandTemplate('{jwt}', 3).split('.')
    const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
    expect(decode(header!)).toMatchObject({ typ: 'JWT' })
    expect((decode(claims!) as { exp: number }).exp * 1000).toBeGreaterThan(Date.now())
    expect(Buffer.from(signature!, 'base64url')).toHaveLength(32)
  })

  it('makes a UUID of version 4', () => {
    expect(expandTemplate('{uuid}', 3)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('private keys', () => {
  it.each([
    ['RSA PRIVATE KEY', 'rsa'],
    ['EC PRIVATE KEY', 'ec'],
    ['DSA PRIVATE KEY', 'dsa'],
    ['PRIVATE KEY', 'ed25519'],
  ])('%s is a key that signs', (label, type) => {
    const key = createPrivateKey(expandTemplate(`{pem:${label}}`, 5))
    expect(key.asymmetricKeyType).toBe(type)
    const digest = type === 'ed25519' ? null : 'sha256'
    const text = Buffer.from('text')
    expect(verify(digest, text, createPublicKey(key), sign(digest, text, key))).toBe(true)
  })

  it('keeps an encrypted key behind its passphrase', () => {
    const pem = expandTemplate('{pem:ENCRYPTED PRIVATE KEY}', 5)
    expect(() => createPrivateKey(pem)).toThrow(/passphrase|cancelled/i)
  })

  it('gives the same RSA key for the same seed within a process', () => {
    const template = '{pem:RSA PRIVATE KEY}'
    expect(expandTemplate(template, 5)).toBe(expandTemplate(template, 5))
    expect(expandTemplate(template, 5)).not.toBe(expandTemplate(template, 6))
  })

  it('writes an OpenSSH key whose halves belong together', () => {
    const pem = expandTemplate('{pem:OPENSSH PRIVATE KEY}', 5)
    const blob = Buffer.from(pem.split('\n').slice(1, -1).join(''), 'base64')
    expect(blob.subarray(0, 15).toString()).toBe('openssh-key-v1\0')
    const { strings, rest } = readStrings(blob.subarray(15), 3)
    expect(strings.map(String)).toEqual(['none', 'none', ''])
    const [publicBlob, secretPart] = readStrings(rest.subarray(4), 2).strings
    expect(secretPart!.length % 8).toBe(0)
    expect(secretPart!.subarray(0, 4)).toEqual(secretPart!.subarray(4, 8))
    const [type, publicKey, pair] = readStrings(secretPart!.subarray(8), 3).strings
    expect(String(type)).toBe('ssh-ed25519')
    expect(readStrings(publicBlob!, 2).strings[1]).toEqual(publicKey)
    const seed = pair!.subarray(0, 32)
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    const derived = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({
      format: 'jwk',
    })
    expect(Buffer.from(derived.x!, 'base64url')).toEqual(publicKey)
  })

  it('writes an OpenPGP key with the checksum of its armour', () => {
    const lines = expandTemplate('{pem:PGP PRIVATE KEY BLOCK}', 5).split('\n')
    expect(lines[1]).toBe('')
    const packets = Buffer.from(lines.slice(2, -2).join(''), 'base64')
    expect([packets[0], packets[1], packets[2]]).toEqual([0xc5, packets.length - 33, 4])
    expect(lines.at(-2)).toMatch(/^=[A-Za-z0-9+/]{4}$/)
    const whole = Buffer.concat([packets, Buffer.from(lines.at(-2)!.slice(1), 'base64')])
    // A CRC over a text and its own CRC is zero.
    expect(crc24Remainder(whole)).toBe(0)
  })

  it('gives an unknown label a body all the same', () => {
    expect(expandTemplate('{pem:SOME OTHER KEY}', 5)).toMatch(
      /^-----BEGIN SOME OTHER KEY-----\n[A-Za-z0-9+/=\n]{300,}\n-----END SOME OTHER KEY-----$/,
    )
  })
})

function readStrings(bytes: Buffer, count: number): { strings: Buffer[]; rest: Buffer } {
  const strings: Buffer[] = []
  let rest = bytes
  for (let index = 0; index < count; index++) {
    const end = 4 + rest.readUInt32BE(0)
    strings.push(rest.subarray(4, end))
    rest = rest.subarray(end)
  }
  return { strings, rest }
}

function crc24Remainder(bytes: Buffer): number {
  let crc = 0xb704ce
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const top = (crc >> 23) ^ ((byte >> bit) & 1)
      crc = ((crc << 1) & 0xffffff) ^ (top ? 0x864cfb : 0)
    }
  }
  return crc
}
