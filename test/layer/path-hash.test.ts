import { describe, expect, it } from 'vitest'
import { hashPrefixes } from '../../src/layer/path-hash.js'

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, i) => i)).toString('latin1')

describe('hashPrefixes', () => {
  // First rows of vectors_hsip64 in https://github.com/veorq/SipHash/blob/master/vectors.h; key 00 01 … 07.
  it.each([
    [0, [0x21, 0x8d, 0x1f, 0x59, 0xb9, 0xb8, 0x3c, 0xc8]],
    [1, [0xbe, 0x55, 0x24, 0x12, 0xf8, 0x38, 0x73, 0x15]],
    [2, [0x06, 0x4f, 0x39, 0xef, 0x7c, 0x50, 0xeb, 0x57]],
    [3, [0xce, 0x0f, 0x1a, 0x45, 0xf7, 0x06, 0x06, 0x79]],
    [4, [0xd5, 0xe7, 0x8a, 0x17, 0x5b, 0xe5, 0x2e, 0xa1]],
  ])('gives the published hash of %d bytes', (length, expected) => {
    const hash = hashPrefixes(bytes(length), [length], [0x03020100, 0x07060504])
    expect([...Buffer.from(hash.buffer)]).toEqual(expected)
  })

  it('gives each prefix the hash that it has alone', () => {
    const path = 'usr/lib/\xff/x'
    const ends = [0, 3, 7, 9, path.length]
    const key = [3, 4] as const
    const alone = ends.flatMap((end) => [...hashPrefixes(path.slice(0, end), [end], key)])
    expect([...hashPrefixes(path, ends, key)]).toEqual(alone)
  })

  it('depends on both halves of the key', () => {
    const hashes = [hashPrefixes('a', [1], [1, 2]), hashPrefixes('a', [1], [1, 3]), hashPrefixes('a', [1], [2, 2])]
    expect(new Set(hashes.map((hash) => hash.join())).size).toBe(3)
  })
})
