import { expect, it } from 'vitest'
import { requiredByte } from '../../../src/detect/plan/required-byte.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'

it.each([
  ['https\\:\\/\\/[a-z]{1,9}\\@[a-z]{1,9}', '@'],
  ['[a-z]{3}\\:[0-9]{4}', ':'],
  ['a{2}\\:{3}b', undefined],
  ['(?:\\@|b)c{2}', undefined],
  ['a\\@|b', undefined],
  ['a(?=\\@)', undefined],
  ['[@]{4}', undefined],
])('tells what %s cannot do without', (regex, byte) => {
  expect(requiredByte(regex)).toBe(byte?.charCodeAt(0))
})

it('stands in every example', () => {
  const missing: string[] = []
  let known = 0
  for (const { patterns } of readSignatureTable().signatures) {
    for (const { template, regex, shape } of patterns) {
      const byte = shape?.kind === 'pem' ? undefined : requiredByte(regex)
      if (byte === undefined) continue
      known++
      if (!expandTemplate(template, 1).includes(String.fromCharCode(byte))) missing.push(template)
    }
  }
  expect(missing).toEqual([])
  expect(known).toBeGreaterThan(20)
})
