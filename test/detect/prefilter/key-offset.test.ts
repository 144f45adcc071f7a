import { expect, it } from 'vitest'
import { bestKeyOffset } from '../../../src/detect/prefilter/key-offset.js'

it.each([
  ['-----BEGIN RSA PRIVATE KEY-----', /^(?!--)/],
  ['token_xq7', /^en_x|^n_xq|^_xq7/],
  ['https://hooks.slack.com', /^[^h]/],
  ['abcd', /^abcd$/],
])('takes bytes of %s that other texts seldom have', (literal, key) => {
  const at = bestKeyOffset(Buffer.from(literal))
  expect(literal.slice(at, at + 4)).toMatch(key)
})
