import { describe, expect, it } from 'vitest'
import { isDefaultPassword } from '../../../src/detect/values/default-password.js'
import { estimateBits } from '../../../src/detect/values/strength.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

describe('estimateBits', () => {
  it('gives about 33 bits to seven random lower-case letters', () => {
    const bits = Array.from({ length: 50 }, (_, seed) => estimateBits(expandTemplate('{[a-z]:7}', seed)))
    const middle = bits.sort((a, b) => a - b)[25]!
    expect(middle).toBeGreaterThan(27)
    expect(middle).toBeLessThan(34)
  })

  it('gives less to what everybody tries', () => {
    expect(estimateBits('password')).toBeLessThan(15)
    expect(estimateBits('P4ssw0rd')).toBeLessThan(15)
    expect(estimateBits('password1')).toBeLessThan(20)
    expect(estimateBits('aaaaaaaaaaaaaaaa')).toBeLessThan(20)
    expect(estimateBits('abcdefghijkl')).toBeLessThan(20)
    expect(estimateBits('')).toBe(0)
  })

  it('gives more than 64 bits to what nobody guesses', () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(estimateBits(expandTemplate('{base62:20}', seed))).toBeGreaterThan(64)
      expect(estimateBits(expandTemplate('{hex:32}', seed))).toBeGreaterThan(64)
    }
  })

  it('is bounded for a huge value', () => {
    expect(estimateBits('aB3$x'.repeat(1_000_000))).toBeLessThan(4000)
  })
})

describe('isDefaultPassword', () => {
  it('knows defaults, and an account that has its own name as password', () => {
    expect(isDefaultPassword('postgres')).toBe(true)
    expect(isDefaultPassword('MinioAdmin')).toBe(true)
    expect(isDefaultPassword('tooling', 'tooling')).toBe(true)
    expect(isDefaultPassword(expandTemplate('{base62:9}', 5))).toBe(false)
  })
})
