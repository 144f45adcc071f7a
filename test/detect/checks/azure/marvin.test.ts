import { expect, it } from 'vitest'
import { marvin32 } from '../../../../src/detect/checks/azure/marvin.js'

/** The seed and the 64-bit results of .NET's own tests, folded. */
const seed = Buffer.from('004fb61a001bdbcc', 'hex').toString('latin1')
it.each([
  ['', 0x30ed35c1, 0x00cd3c7d],
  ['af', 0x48e73fc7, 0x7d75ddc1],
  ['e70f', 0xb5f6e1fc, 0x485dbff8],
  ['37f495', 0xf0b07c78, 0x9b8cf7e8],
  ['8642dc59', 0x7008f2e8, 0x7e9cf556],
  ['153fb79826', 0xe6c08c6d, 0xa2afa997],
])('marvin32 of %s', (hex, high, low) => {
  expect(marvin32(Buffer.from(hex, 'hex'), seed)).toBe((high ^ low) >>> 0)
})
