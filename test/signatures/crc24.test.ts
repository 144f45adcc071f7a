import { expect, it } from 'vitest'
import { crc24 } from '../../src/signatures/crc24.js'

it('gives the check value of CRC-24/OPENPGP', () => {
  expect(Buffer.from(crc24(Buffer.from('123456789')), 'base64').toString('hex')).toBe('21cf02')
})
