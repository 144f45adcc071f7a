import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { verdict } from './verdict.js'

const now = 1_700_000_000

function token(header: object, claims: object | string, signature = 'c2ln'): string {
  const encode = (part: object | string): string =>
    Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
  return `${encode(header)}.${encode(claims)}.${signature}`
}

describe('crc32', () => {
  const value = expandTemplate('ghp_{base62:30}{crc32:6}', 1)
  it('proves a right checksum', () => expect(verdict('crc32:4', value).verdict).toBe('proven'))
  it('doubts a wrong one', () => {
    const other = value[10] === 'a' ? 'b' : 'a'
    expect(verdict('crc32:4', value.slice(0, 10) + other + value.slice(11)).verdict).toBe('doubtful')
  })
  it('rejects words', () => {
    expect(verdict('crc32:4', `ghp_${'PersonalAccessToken'.padEnd(36, '0')}`).verdict).toBe('rejected')
  })
})

describe('jwt', () => {
  it.each([
    ['proven', undefined, token({ alg: 'HS256' }, { sub: 'x' })],
    ['proven', undefined, token({ alg: 'HS256' }, { exp: now + 1 })],
    ['neutral', 'low', token({ alg: 'HS256' }, { exp: now - 1 })],
    ['neutral', 'low', token({ alg: 'none' }, { sub: 'x' })],
    ['neutral', 'low', token({ alg: 'HS256' }, { sub: 'x' }, '')],
    ['neutral', 'low', token({ alg: 'HS256' }, { sub: '1234567890', name: 'John Doe', iat: 1 })],
    ['doubtful', undefined, token({ alg: 'HS256' }, 'no JSON')],
    ['neutral', 'low', token({ alg: 'none' }, 'no JSON')],
    ['rejected', undefined, token({ typ: 'JWT' }, { sub: 'x' })],
    ['rejected', undefined, `ey${'A'.repeat(20)}.e30.c2ln`],
  ])('%s %s', (expected, severity, value) => {
    expect(verdict('jwt', value)).toMatchObject({ verdict: expected, ...(severity && { severity }) })
  })

  it.each(['HS256', 'HS512'])('is worth little if everybody knows the key of its %s', (alg) => {
    const unsigned = token({ alg }, { sub: 'x' }, '')
    const sign = (key: string) =>
      createHmac(`sha${alg.slice(2)}`, key)
        .update(unsigned.slice(0, -1))
        .digest('base64url')
    const known = { verdict: 'neutral', severity: 'low', reason: 'signed with a key that everybody knows' }
    expect(verdict('jwt', unsigned + sign('secret'))).toEqual(known)
    expect(verdict('jwt', unsigned + sign('secret').slice(1)).verdict).toBe('proven')
    expect(verdict('jwt', unsigned + sign('no word that is known')).verdict).toBe('proven')
  })

  it('tells the date on which a token expired', () => {
    expect(verdict('jwt', token({ alg: 'HS256' }, { exp: 1_600_000_000 })).reason).toBe('expired on 2020-09-13')
    expect(verdict('jwt', token({ alg: 'HS256' }, { exp: 1_800_000_000 })).reason).toContain('valid until 2027-01-15')
    for (const exp of [undefined, 'soon', 1e300]) {
      expect(verdict('jwt', token({ alg: 'HS256' }, { exp })).reason).toContain('never expires')
    }
  })
})

describe('aws-key-id', () => {
  it('tells the account', () => {
    // The arithmetic of the source, the other way round: account 123456789012 in the bits 1 to 40 of the six bytes.
    const bits = (123_456_789_012n << 7n) | (1n << 47n)
    const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
    let body = ''
    for (let rest = bits << 2n, at = 0; at < 10; at++, rest >>= 5n) body = base32[Number(rest & 31n)]! + body
    expect(verdict('aws-key-id', `AKIA${body}ABCDEF`)).toEqual({
      verdict: 'neutral',
      reason: 'belongs to AWS account 123456789012',
    })
  })
  it('tells none for ids of the old form', () => {
    expect(verdict('aws-key-id', `AKIA${'I'.padEnd(16, 'Q')}`)).toEqual({ verdict: 'neutral' })
  })
  it('doubts an account of thirteen digits', () => {
    expect(verdict('aws-key-id', `ASIA${'7'.repeat(16)}`).verdict).toBe('doubtful')
  })
})

describe('aws-secret', () => {
  it.each([
    ['neutral', expandTemplate('{base64:40}', 2)],
    ['rejected', expandTemplate('{hex:40}', 2)],
    ['rejected', 'Usr/Lib/Python3/Site/Packages/Module/Abc'],
    ['rejected', 'GetTheSecretAccessKeyFromTheEnvironment1'],
    ['rejected', expandTemplate('{lower:40}', 2)],
  ])('%s: %s', (expected, value) => expect(verdict('aws-secret', value).verdict).toBe(expected))
})

describe('azure-key', () => {
  const bytes = Buffer.from(expandTemplate('{hex:128}', 3), 'hex')
  it('accepts 64 bytes', () => expect(verdict('azure-key', bytes.toString('base64')).verdict).toBe('neutral'))
  it('doubts bits that base64 would have dropped', () => {
    const encoded = bytes.toString('base64')
    const last = encoded[85] === 'x' ? 'y' : 'x'
    expect(verdict('azure-key', `${encoded.slice(0, 85)}${last}==`).verdict).toBe('doubtful')
  })
  it('rejects 64 equal bytes', () => {
    expect(verdict('azure-key', Buffer.alloc(64, 7).toString('base64')).verdict).toBe('rejected')
  })
})

describe('uuid', () => {
  const value = expandTemplate('{uuid}', 4)
  it.each([
    ['neutral', value],
    ['doubtful', `${value.slice(0, 14)}1${value.slice(15)}`],
    ['doubtful', `${value.slice(0, 19)}0${value.slice(20)}`],
    ['rejected', value.replace(/[0-9a-f]/g, '0')],
  ])('%s: %s', (expected, uuid) => expect(verdict('uuid', uuid).verdict).toBe(expected))
})

describe('random', () => {
  it.each([
    ...[1, 2, 3, 4, 5].flatMap((seed) =>
      ['{hex:32}', '{base62:20}', '{base36:24}', '{base64:44}', '{lower:20}', '{uuid}'].map((template) => [
        'neutral',
        expandTemplate(template, seed),
      ]),
    ),
    ['rejected', 'this-is-the-name-of-a-setting'],
    ['rejected', 'connectionPoolManagerFactory2'],
    ['rejected', 'shared_buffer_size_limit'],
    ['rejected', 'LOCAL_CLUSTER_ENDPOINT_NAME'],
    ['rejected', 'abababababababababababababab'],
    ['neutral', `build${expandTemplate('{digits:24}', 1)}`],
    ['rejected', '00000000000000000000000000001'],
  ])('%s: %s', (expected, value) => expect(verdict('random', value!).verdict).toBe(expected))

  it('takes hardly any random value for words', () => {
    for (const template of ['{hex:32}', '{base62:16}', '{base36:32}', '{base64:88}', '{lower:30}', '{base32:16}']) {
      let rejected = 0
      for (let seed = 0; seed < 2000; seed++) {
        if (verdict('random', expandTemplate(template, seed)).verdict === 'rejected') rejected++
      }
      expect({ template, few: rejected < 8, rejected }).toMatchObject({ few: true })
    }
  })
})

describe('aws-key-pair', () => {
  const id = expandTemplate('AKIA{base32:16}', 'pair')
  const secret = expandTemplate('{[A-Z]:2}{[a-z]:2}{digits:2}{base64:34}', 'pair')
  it('takes the secret beside its id', () => {
    expect(verdict('aws-key-pair', `${id}', '${secret}`)).toEqual({
      verdict: 'neutral',
      secret,
      signature: 'aws-secret-access-key',
    })
  })
  it('rejects a digest beside an id', () => {
    expect(verdict('aws-key-pair', `${id}:${expandTemplate('{hex:40}', 'pair')}`).verdict).toBe('rejected')
  })
})

describe('telegram-url', () => {
  const token = expandTemplate('{digits:9}:AA{base64url:33}', 'telegram')
  it('takes the token of an address', () => {
    expect(verdict('telegram-url', `api.telegram.org/bot${token}`).secret).toBe(token)
    expect(verdict('telegram-url', token).secret).toBe(token)
  })
})
