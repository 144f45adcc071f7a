import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkPublished } from '../../../src/detect/checks/published-value.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

/** RFC 8032, section 7.1, test 1: the secret key, in parts. */
const key = ['9d61b19deffd5a60', 'ba844af492ec2cc4', '4449c5697b326919', '703bac031cae7f60'].join('')

describe('checkPublished', () => {
  it.each([key, `0x${key}`])('lowers what an RFC prints: %#', (value) => {
    expect(checkPublished(value)).toEqual({
      verdict: 'neutral',
      severity: 'low',
      reason: 'public: known from RFC 8032',
    })
  })

  it('finds an account key in a connection string', () => {
    const text = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${key};BlobEndpoint=b`
    expect(checkPublished(text)?.severity).toBe('low')
  })

  it('leaves all others', () => {
    expect(checkPublished(`${key.slice(1)}0`)).toBeUndefined()
    for (let seed = 0; seed < 100; seed++) expect(checkPublished(expandTemplate('{hex:64}', seed))).toBeUndefined()
  })

  it('knows them by hashes alone', () => {
    const source = readFileSync(new URL('../../../src/detect/checks/published-value.ts', import.meta.url), 'utf8')
    const hashes = [...source.matchAll(/'((?:[0-9a-f]{16} ?)+)'/g)].flatMap(([, found]) => found!.split(' '))
    expect(hashes.length).toBeGreaterThan(8)
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
