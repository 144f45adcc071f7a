import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { verdict } from '../verdict.js'

const encode = (text: string): string => Buffer.from(text, 'latin1').toString('base64')
const random = expandTemplate('{base62:60}', 7)

describe('base64', () => {
  const key = Buffer.from(expandTemplate('{hex:64}', 1), 'hex').toString('base64')
  it.each([
    ['neutral', key],
    ['doubtful', `${key.slice(0, 42)}${key[42] === 'B' ? 'C' : 'B'}=`],
    ['doubtful', key.slice(4)],
  ])('%s: %s', (expected, value) => expect(verdict('base64:32', value).verdict).toBe(expected))
})

describe('base64-text', () => {
  it.each([
    ['proven', 'base64-text:0', encode('an-id:and-a-key')],
    ['proven', 'base64-text:5', `essu_${encode('an-id:and-a-key')}`],
    ['doubtful', 'base64-text:0', random],
    ['doubtful', 'base64-text:0', encode('short')],
  ])('%s: %s %s', (expected, name, value) => expect(verdict(name, value).verdict).toBe(expected))
})

describe('base64-json', () => {
  it.each([
    ['proven', 'base64-json:0', encode('{"a":1}')],
    ['proven', 'base64-json:7', `sntrys_${encode('{"a":1}')}_${random}`],
    ['proven', 'base64-json:3', `sk.${encode('{"a":1}')}.${random}`],
    ['doubtful', 'base64-json:0', encode('"a"')],
    ['doubtful', 'base64-json:4', `ops_eyJ${random}`],
  ])('%s: %s %s', (expected, name, value) => expect(verdict(name, value).verdict).toBe(expected))
})

describe('base64-jwt', () => {
  it.each([
    ['proven', encode(expandTemplate('{jwt}', 1))],
    ['doubtful', `ZXlK${random}`],
    ['rejected', encode(`ey${'A'.repeat(20)}.e30.c2ln`)],
  ])('%s: %s', (expected, value) => expect(verdict('base64-jwt', value).verdict).toBe(expected))
})

describe('base64-pem', () => {
  const pair = generateKeyPairSync('ed25519')
  const secret = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
  const open = pair.publicKey.export({ format: 'pem', type: 'spki' }) as string
  it('reads the key, even behind something public', () => {
    for (const text of [secret, open + secret]) {
      expect(verdict('base64-pem', encode(text))).toMatchObject({ verdict: 'proven', secret })
    }
  })
  it('leaves what is public', () => expect(verdict('base64-pem', encode(open)).verdict).toBe('rejected'))
  it('doubts what is no PEM block', () => {
    expect(verdict('base64-pem', `LS0tLS1CRUdJTi${random}`).verdict).toBe('doubtful')
  })
})

describe('basic-auth', () => {
  it.each([
    ['proven', encode('deploy:hunter22x')],
    ['proven', `Basic ${encode('deploy:hunter22x')}`],
    ['proven', encode(Buffer.from('deploy:pässwörd-77').toString('latin1'))],
    ['rejected', encode('deploy-hunter22x')],
    ['rejected', encode('deploy:changeme')],
    ['rejected', encode('deploy:')],
    ['rejected', encode(`deploy:$\{PASSWORD}`)],
    ['rejected', 'Basic authentication'],
    ['doubtful', random],
  ])('%s: %s', (expected, value) => expect(verdict('basic-auth', value).verdict).toBe(expected))

  it('gives the password as the secret', () => {
    expect(verdict('basic-auth', encode('deploy:hunter22x')).secret).toBe('hunter22x')
  })
})

describe('discord-token', () => {
  it.each([
    ['proven', `${encode('123456789012345678').replace(/=/g, '')}.abcdef.${random}`],
    ['doubtful', `M${random.slice(0, 23)}.abcdef.${random}`],
    ['doubtful', random],
  ])('%s: %s', (expected, value) => expect(verdict('discord-token', value).verdict).toBe(expected))
})

describe('id-and-bytes', () => {
  const bytes = Buffer.from(expandTemplate('{hex:40}', 3), 'hex').toString('latin1')
  it.each([
    ['proven', 'id-and-bytes:0', encode(`271828182845:${bytes}`)],
    ['proven', 'id-and-bytes:5', `BBDC-${encode(`271828182845:${bytes}`)}`],
    ['doubtful', 'id-and-bytes:0', random.slice(0, 44)],
    ['doubtful', 'id-and-bytes:0', encode('1:x')],
  ])('%s: %s %s', (expected, name, value) => expect(verdict(name, value).verdict).toBe(expected))
})

describe('opaque', () => {
  it.each([
    ['rejected', expandTemplate('{jwt}', 1)],
    ['neutral', random],
    ['neutral', 'eyes.only.text'],
  ])('%s: %s', (expected, value) => expect(verdict('opaque', value).verdict).toBe(expected))
})

describe('aws-ses-password', () => {
  const password = (first: number): string =>
    Buffer.concat([Buffer.from([first]), Buffer.from(expandTemplate('{hex:64}', 1), 'hex')]).toString('base64')
  it.each([
    ['neutral', password(4)],
    ['doubtful', password(5)],
    ['doubtful', password(4).slice(4)],
  ])('%s: %s', (expected, value) => expect(verdict('aws-ses-password', value).verdict).toBe(expected))
})
