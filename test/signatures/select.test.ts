import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src/problem.js'
import { closest } from '../../src/signatures/closest.js'
import { selectSignatures } from '../../src/signatures/select.js'
import type { CompiledSignature } from '../../src/signatures/table.js'
import { signatureTable } from '../../src/signatures/table-of.js'

const signature = (id: string, provider?: string, tags?: string[]): CompiledSignature => ({
  ...{ id, title: id, severity: 'high', kind: 'secret', generic: false, confidence: 'likely', patterns: [] },
  ...(provider && { provider }),
  ...(tags && { tags }),
})
const table = signatureTable({
  signatures: [
    signature('acme-token', 'Acme Inc.', ['payment']),
    signature('acme-key', 'Acme Inc.'),
    signature('other.key', 'Other', ['Payment']),
    signature('MINE'),
  ],
})
const told = (only: string[], skip: string[] = []) => {
  const { untold = [] } = selectSignatures(table, { only, skip })
  return table.signatures.map(({ id }) => id).filter((id) => !untold.includes(id))
}

describe('selectSignatures', () => {
  it.each([
    ['nothing', [], [], ['acme-token', 'acme-key', 'other.key', 'MINE']],
    ['an id', ['acme-key'], [], ['acme-key']],
    ['an id in another case', ['mine'], [], ['MINE']],
    ['a provider in any case', ['acme INC.'], [], ['acme-token', 'acme-key']],
    ['a tag in any case', ['payment'], [], ['acme-token', 'other.key']],
    ['a glob', ['*-key'], [], ['acme-key']],
    ['a glob with a question mark', ['other?key'], [], ['other.key']],
    ['a glob of all', ['*'], ['acme-*'], ['other.key', 'MINE']],
    ['several', ['mine', 'other'], [], ['other.key', 'MINE']],
    ['what is left', [], ['payment'], ['acme-key', 'MINE']],
    ['what is left of some', ['Acme Inc.'], ['acme-token'], ['acme-key']],
  ])('takes %s', (_, only, skip, ids) => {
    expect(told(only, skip)).toEqual(ids)
  })

  it('changes the digest, and leaves a table alone of which all is told', () => {
    expect(selectSignatures(table, { only: [], skip: [] })).toBe(table)
    const digests = [['mine'], ['acme-key']].map((only) => selectSignatures(table, { only, skip: [] }).digest)
    expect(new Set([table.digest, ...digests]).size).toBe(3)
  })

  it.each([
    [['acme-tokn'], [], "--only 'acme-tokn'", 'did you mean acme-token?'],
    [[], ['Othr'], "--skip 'Othr'", 'did you mean Other?'],
    [['pay'], [], "--only 'pay'", 'did you mean payment?'],
    [['zzzz-*'], [], "--only 'zzzz-*'", 'jetsam signatures list shows what there is'],
    // A dot of a glob is a dot.
    [['other.k?'], [], "--only 'other.k?'", 'did you mean other.key?'],
    [['mine'], ['mine'], '--only and --skip leave no signature', undefined],
  ])('refuses %j and %j', (only, skip, message, hint) => {
    try {
      told(only, skip)
      expect.unreachable()
    } catch (error) {
      expect((error as Failure).problem).toMatchObject({ code: 'usage', message: expect.stringContaining(message) })
      expect((error as Failure).problem.hint).toBe(hint)
    }
  })
})

describe('closest', () => {
  it.each([
    ['githb', 'github'],
    ['gitlab-tokn', 'gitlab-token'],
    ['ithub', 'github'],
    ['zzz', undefined],
    ['', undefined],
  ])('of %s is %s', (typed, name) => {
    expect(closest(typed, ['github', 'gitlab-token', 'aws'])).toBe(name)
  })
})
