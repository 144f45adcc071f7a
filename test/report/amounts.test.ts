import { describe, expect, it } from 'vitest'
import { bytesText, countText } from '../../src/report/amounts.js'

describe('bytesText', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [24_100, '24.1 kB'],
    [99_600, '100 kB'],
    [999_400, '999 kB'],
    [999_600, '1.0 MB'],
    [5_000_000_000, '5.0 GB'],
    [5e15, '5000 TB'],
  ])('%d is %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text)
  })
})

describe('countText', () => {
  it.each([
    [0, '0 layers'],
    [1, '1 layer'],
    [1234567, '1,234,567 layers'],
  ])('%d is %s', (number, text) => {
    expect(countText(number, 'layer')).toBe(text)
  })
})
