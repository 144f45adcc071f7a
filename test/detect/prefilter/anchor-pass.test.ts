import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldedKey, rarestKeyOffset } from '../../../src/detect/prefilter/anchor-key.js'
import { createAnchorPass } from '../../../src/detect/prefilter/anchor-pass.js'

const keys = ['ghp_', 'AKIA', 'eyJh']
const pass = createAnchorPass(keys.map((key) => foldedKey(Buffer.from(key), 0)))

function allHits(bytes: Uint8Array, capacity: number): number[] {
  const hits = new Int32Array(capacity)
  const found: number[] = []
  const to = Math.max(0, bytes.length - 3)
  for (let at = 0; at < to; ) {
    const { count, next } = pass(bytes, at, to, hits)
    found.push(...hits.subarray(0, count))
    at = next
  }
  return found
}

describe('the anchor pass', () => {
  it('finds every key, in either case, however small the array for hits', () => {
    const part = fc.oneof(fc.constantFrom('ghp_', 'akia', 'AKIA', 'EYJH', 'gh', 'A', '_'), fc.string({ maxLength: 5 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (parts, capacity) => {
        const bytes = Buffer.from(parts.join(''), 'latin1')
        const text = bytes.toString('latin1').toLowerCase()
        const hits = allHits(bytes, capacity)
        for (let at = 0; at + 4 <= text.length; at++) {
          if (keys.some((key) => text.startsWith(key.toLowerCase(), at))) expect(hits).toContain(at)
        }
        expect(hits).toEqual([...new Set(hits)].sort((a, b) => a - b))
      }),
    )
  })

  it('seldom calls in vain', () => {
    const bytes = Buffer.alloc(1 << 20)
    for (let at = 0, state = 1; at < bytes.length; at++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
      bytes[at] = state >>> 16
    }
    expect(allHits(bytes, 4096).length).toBeLessThan(20)
  })

  it('takes bytes that other texts seldom have', () => {
    expect('-----BEGIN RSA PRIVATE KEY-----'.slice(rarestKeyOffset('-----BEGIN RSA PRIVATE KEY-----'))).not.toMatch(
      /^----/,
    )
    expect(rarestKeyOffset('token_xq7')).toBe(5)
  })
})
