import { describe, expect, it } from 'vitest'
import { isPublishedExample } from '../../../src/detect/checks/published-example.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

describe('isPublishedExample', () => {
  it.each([
    ['AK', 'IAIOSFODNN7', 'EXAMPLE'].join(''),
    `ghp_${'x'.repeat(36)}`,
    `key-${'1234567890'.repeat(3)}`,
    `key-${'abcdefghij'.repeat(3)}`,
    `sk-${'A'.repeat(40)}`,
    'your-api-key-goes-here-1',
    'pk_live_****************',
    // Published by their vendors: Stripe's documentation, RFC 7617, the Azure storage emulator, Hardhat.
    ['sk_test_4eC39HqL', 'yjWDarjtT1zdp7dc'].join(''),
    `Basic ${Buffer.from('Aladdin:open sesame').toString('base64')}`,
    ['AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6', 'IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='].join(
      '',
    ),
    ['0xac0974bec39a17e36ba4a6b4d238ff94', '4bacb478cbed5efcae784d7bf4f2ff80'].join(''),
  ])('knows %s', (value) => expect(isPublishedExample(value)).toBe(true))

  it('leaves real ones', () => {
    for (let seed = 0; seed < 500; seed++)
      expect(isPublishedExample(expandTemplate('key-{base62:40}', seed))).toBe(false)
  })

  it('leaves what is indented', () => {
    expect(isPublishedExample(`a1:\n${' '.repeat(30)}b2`)).toBe(false)
  })

  it('does not count what the template itself repeats', () => {
    const template = `${'A'.repeat(21)}{base62:20}`
    const value = expandTemplate(template, 1)
    expect(isPublishedExample(value)).toBe(true)
    expect(isPublishedExample(value, template)).toBe(false)
  })
})
