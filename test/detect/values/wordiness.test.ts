import { describe, expect, it } from 'vitest'
import { looksGenerated } from '../../../src/detect/values/generated.js'
import { wordiness } from '../../../src/detect/values/wordiness.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

const names = [
  'accessToken',
  'refresh_token',
  'token_endpoint_auth_method',
  'urn:ietf:params:oauth:token-type',
  'com.example.config.DatabasePassword',
  'my-super-secret-key',
  'correcthorsebatterystaple',
  'Content-Security-Policy',
  'application/vnd.api+json',
  'MAX_PASSWORD_LENGTH',
]

const templates = [
  '{base62:16}',
  '{base62:24}',
  '{base62:40}',
  '{hex:32}',
  '{hex:40}',
  '{base36:20}',
  '{base32:32}',
  '{base64:43}=',
]
const drawn = (template: string) => Array.from({ length: 300 }, (_, seed) => expandTemplate(template, seed))

describe('wordiness', () => {
  it.each(names)('is above zero for %s', (name) => {
    expect(wordiness(name)).toBeGreaterThan(0)
  })

  it.each(templates)('is below zero for nearly all of %s', (template) => {
    expect(drawn(template).filter((value) => wordiness(value) >= 0).length).toBeLessThanOrEqual(6)
  })

  it('takes no longer for a long text', () => {
    const start = performance.now()
    wordiness('ab1'.repeat(1_000_000))
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('a generated value', () => {
  it.each(templates)('is known in %s', (template) => {
    expect(drawn(template).filter((value) => !looksGenerated(value)).length).toBeLessThanOrEqual(6)
  })

  it.each([
    ...names,
    ...names.map((name) => `${name}2`),
    'abcdefghijklmnop1234567890',
    '0123456789abcdef0123456789abcdef',
    'aaaaaaaaaaaaaaaa1111111111111111',
    'qwertyuiop123',
    '12345678901234567890',
    'a1',
  ])('is not %s', (value) => {
    expect(looksGenerated(value)).toBe(false)
  })
})
