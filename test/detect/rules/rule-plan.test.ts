import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import { planRules } from '../../../src/detect/rules/rule-plan.js'
import { withRules } from '../../../src/detect/rules/with-rules.js'
import { tableOfRules } from './table-of-rules.js'

describe('a rule', () => {
  const isOpen = (regex: string) => planRules(tableOfRules([{ signature: 'rule', regex }])).everywhere[0]!.isOpen

  it.each([
    'a*',
    'a+',
    'a{2,}',
    '(?:ab?){3,}?',
    '[a-z]+',
    '[[:alpha:]]+',
    '[]a]*',
    '\\[+',
    '\\\\Qa*',
    '\\Q*\\E+',
    '\\pL+',
  ])('has matches of any length: %s', (regex) => expect(isOpen(regex)).toBe(true))

  it.each([
    'abc',
    'a{3}',
    'a{3,9}b?',
    '[*+]{3}',
    '[]+*]{2}',
    '[^]+]?',
    '\\*\\+',
    '\\Qa+b*\\E',
    '[\\]+]',
    '(?i)\\bab{2}(?:c|$)',
  ])('has a longest match: %s', (regex) => expect(isOpen(regex)).toBe(false))
})

describe('the matches of a rule', () => {
  const regexes = [
    'ab+',
    'a[ab]{3,40}1',
    '(?:b1|1b){1,30}',
    '\\ba{2,5}\\b',
    'a.{0,600}?1',
    'b[^1]*1',
    '(?m)^1[ab]{1,9}$',
  ]

  it.each(regexes)('are those that every engine finds: %s', (regex) => {
    const table = tableOfRules([{ signature: 'rule', regex }])
    const detector = withRules(createDetector(table), table)
    const plain = new RegExp(regex.replace('(?m)', ''), regex.includes('(?m)') ? 'gm' : 'g')
    const part = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\n'), maxLength: 30 }),
      fc.nat({ max: 1500 }).map((length) => 'b'.repeat(length)),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const found = detector.inText(text).map(({ start, secret }) => [start, secret])
        expect(found).toEqual([...text.matchAll(plain)].map((match) => [match.index, match[0]]))
      }),
      { numRuns: 60 },
    )
  })
})
