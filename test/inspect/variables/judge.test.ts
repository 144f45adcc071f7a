import { describe, expect, it } from 'vitest'
import { judgeVariable, longestJudgedValue } from '../../../src/inspect/variables/judge.js'
import { harmlessVariables } from './harmless-variables.js'
import { leakyVariables } from './leaky-variables.js'

describe('judgeVariable', () => {
  it.each(leakyVariables)('finds the secret of %s', (name, value, signature, secret) => {
    const found = judgeVariable(name, value)
    expect(found.map((one) => [one.signature, one.secret])).toEqual([[signature, secret]])
    expect(found[0]!.key).toBe(name)
    if (!found[0]!.via && !secret.includes(' %'))
      expect(value.slice(found[0]!.start, found[0]!.end)).toBe(rawOf(value, secret))
  })

  it('leaves a value that is too long for a password to the detector', () => {
    expect(judgeVariable('MY_SECRET', 'ab1'.repeat(longestJudgedValue))).toEqual([])
    const [name, value, , secret] = leakyVariables.find(([one]) => one === 'ANYTHING')!
    expect(judgeVariable(name, value + '-'.repeat(longestJudgedValue)).map((one) => one.secret)).toEqual([secret])
  })

  it.each(harmlessVariables)('is silent on %s=%s', (name, value) => {
    expect(judgeVariable(name, value)).toEqual([])
  })
})

/** The secret as it stands in the value, where it is percent-encoded there. */
function rawOf(value: string, secret: string): string {
  return value.includes(secret) ? secret : encodeURIComponent(secret)
}
