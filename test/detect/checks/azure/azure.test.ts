import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { marvin32 } from '../../../../src/detect/checks/azure/marvin.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { altered, verdict } from '../verdict.js'

/** A key as Azure makes it: bytes with a signature, and four bytes of checksum. */
function identifiable(template: string, seed: string): string {
  const bytes = Buffer.from(expandTemplate(template, seed), 'base64')
  bytes.writeUInt32LE(marvin32(bytes.subarray(0, -4), seed), bytes.length - 4)
  return bytes.toString('base64')
}

describe('azure-signature', () => {
  it.each([
    ['{base62:76}+ASt{base62:5}A==', 'Default0'],
    ['{base62:76}+ABa{base62:5}A==', 'AbAcct00'],
    ['{base62:76}ACDb{base62:5}A==', 'MastRW00'],
    ['{base62:44}AzFu{base62:5}A==', 'Functi00'],
    ['{base62:42}+ACRA{base62:5}', 'ACRDflt0'],
    ['{base62:33}AIoTA{base62:5}=', 'IoTHub00'],
  ])('proves %s', (template, seed) => {
    const key = identifiable(template, seed)
    expect(verdict('azure-signature', key).verdict).toBe('proven')
    expect(verdict('azure-signature', `AccountKey=${key}`).verdict).toBe('proven')
    expect(verdict('azure-signature', altered(key, 12)).verdict).toBe('doubtful')
  })

  it('says nothing of keys without a signature, and of those of another checksum', () => {
    expect(verdict('azure-signature', expandTemplate('{base64:86}==', 1)).verdict).toBe('neutral')
    expect(verdict('azure-signature', expandTemplate('{base62:33}AzCaA{base62:5}=', 1)).verdict).toBe('neutral')
    expect(verdict('azure-signature', 'short').verdict).toBe('neutral')
  })
})

describe('azure-annotated', () => {
  const body = expandTemplate('{base62:52}JQQJ99BAACAAAAAAAAAAAAAAACOG', 1)
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(marvin32(Buffer.from(body, 'base64'), 'Default0'))
  const key = body + sum.toString('base64').slice(0, 4)
  it('proves a right checksum, and says nothing of a wrong one', () => {
    expect(body).toHaveLength(80)
    expect(verdict('azure-annotated', key).verdict).toBe('proven')
    expect(verdict('azure-annotated', altered(key)).verdict).toBe('neutral')
    expect(verdict('azure-annotated', 'short').verdict).toBe('neutral')
  })
})

describe('azure-devops', () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  const bytes = Buffer.from(expandTemplate('{hex:64}', 5), 'hex')
  const places = [2, 7, 8, 22]
  const sum = (crc32(bytes.filter((_, at) => !places.includes(at))) ^ 0xe0b9692d) >>> 0
  places.forEach((place, at) => {
    bytes[place] = (sum >>> (24 - 8 * at)) & 0xff
  })
  let number = BigInt(`0x${bytes.toString('hex')}`) << 4n
  let token = ''
  for (; token.length < 52; number >>= 5n) token = alphabet[Number(number & 31n)]! + token
  it('proves a right checksum and doubts a wrong one', () => {
    expect(verdict('azure-devops', token).verdict).toBe('proven')
    expect(verdict('azure-devops', altered(token)).verdict).toBe('doubtful')
  })
  it('says nothing of other forms', () => {
    expect(verdict('azure-devops', expandTemplate('{base62:84}', 1)).verdict).toBe('neutral')
  })
})

describe('entra-secret', () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~'
  const body = expandTemplate('{base62:3}8Q~{base62:31}', 1)
  let rest = marvin32(Buffer.from(body), 'AadPwd00')
  let digits = ''
  for (; rest > 0; rest = Math.floor(rest / 66)) digits = alphabet[rest % 66]! + digits
  const secret = body + digits.slice(0, 3)
  it('proves a right checksum, and says nothing of a wrong one', () => {
    expect(verdict('entra-secret', secret).verdict).toBe('proven')
    expect(verdict('entra-secret', altered(secret)).verdict).toBe('neutral')
  })
})
