import { describe, expect, it } from 'vitest'
import { checkLastHex, checkLastWord } from '../../../../src/detect/checks/decoded/last-word.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'

const check = (value: string) => checkLastWord({ value, argument: '', now: 0 })

describe('checkLastWord', () => {
  it('takes the last word for the secret', () => {
    const secret = expandTemplate('{base62:14}', 'netrc')
    expect(check(`machine a.example login ci\n  password ${secret}`)).toEqual({ verdict: 'neutral', secret })
  })

  it.each(['$' + '{PASSWORD}', '$2', '%s', '"$TOKEN"', '<password>', '\\$P'])('knows that %s is none', (word) =>
    expect(check(`machine a.example login ci password ${word}`).verdict).toBe('rejected'),
  )
})

describe('checkLastHex', () => {
  it('takes the last run of digits for the secret', () => {
    const [id, secret] = [expandTemplate('AC{hex:32}', 'sid'), expandTemplate('{hex:32}', 'auth token')]
    expect(checkLastHex({ value: `${id}", "${secret}`, argument: '', now: 0 })).toEqual({ verdict: 'neutral', secret })
    expect(checkLastHex({ value: `${id}", "${'0'.repeat(32)}`, argument: '', now: 0 }).verdict).toBe('rejected')
  })
})
