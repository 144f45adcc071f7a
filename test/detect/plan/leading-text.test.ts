import { expect, it } from 'vitest'
import { leadingText } from '../../../src/detect/plan/leading-text.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'

const read = (regex: string) => Buffer.from(leadingText(regex)).toString('latin1')

it.each([
  ['ghp_[A-Za-z0-9]{36}', 'ghp_'],
  ['https\\:\\/\\/[a-z]{1,9}', 'https://'],
  ['\\"kty\\"[ ]{1,9}', '"kty"'],
  ['abc{2}d', 'ab'],
  ['(?:ab|ac)d', ''],
  ['ab(?:c|d)', 'ab'],
  ['ab|cd', ''],
  ['[a]b', ''],
  ['ab(?=c)', ''],
])('tells what %s starts with', (regex, text) => expect(read(regex)).toBe(text))

it('is what every example starts with', () => {
  const wrong: string[] = []
  let known = 0
  for (const { patterns } of readSignatureTable().signatures) {
    for (const { template, regex, shape } of patterns) {
      const text = read(regex)
      if (text === '' || shape?.kind === 'pem') continue
      known++
      if (!expandTemplate(template, 1).startsWith(text)) wrong.push(template)
    }
  }
  expect(wrong).toEqual([])
  expect(known).toBeGreaterThan(400)
})
