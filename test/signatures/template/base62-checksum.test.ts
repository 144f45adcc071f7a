import { expect, it } from 'vitest'
import { base62Checksum } from '../../../src/signatures/template/base62-checksum.js'

// The check value of CRC-32 is cbf43926, which is 3,421,780,262.
it('writes the CRC32 in six base62 digits', () => {
  const digits = base62Checksum('123456789')
  expect(digits).toBe('3jZRME')
})

it('pads with zeros', () => {
  expect(base62Checksum('')).toBe('000000')
})
