import { describe, expect, it } from 'vitest'
import { entryOf, lookedForOf } from '../../../src/detect/plan/entry.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import { tableOfTemplates } from '../table-of-templates.js'

function entry(value: string, words?: string[]): ReturnType<typeof entryOf> {
  const near = words === undefined ? {} : { near: { words, within: 40 } }
  const signature = tableOfTemplates([{ id: 'x', value, ...near }]).signatures[0]!
  return entryOf(signature, signature.patterns[0]!)
}

describe('entryOf', () => {
  it('prefers a literal of the value', () => {
    expect(entry('ghp_{base62:36}').kind).toBe('anchor')
  })
  it.each(['{hex:32}', '{base62:16}', '{uuid}', '{[A-Za-z0-9+/]:44}', '{digits:8}-{lower:8}'])(
    'goes by runs for %s',
    (value) => {
      expect(entry(value, ['acme'])).toEqual({ kind: 'run', words: [] })
    },
  )
  it.each(['{digits:16}', '{lower:20}', '{base36:8}'])('goes by rare words for %s', (value) => {
    expect(entry(value, ['airbrake', 'token', 'fb'])).toEqual({ kind: 'word', words: ['airbrake'] })
  })
  it('goes by runs and by rare words where signs may part a value', () => {
    expect(entry('{[A-Za-z0-9!#$%]:32}', ['airbrake'])).toEqual({ kind: 'run', words: ['airbrake'] })
  })
  it.each([
    ['debounce_token', ['debounce']],
    ['airbrake', ['airbrake']],
    ['api.uclassify.com', ['uclassify']],
    ['fb_key', []],
    ['google', ['google']],
    ['google_debounce', ['debounce']],
  ])('looks for the rarest part of %s', (word, parts) => expect(lookedForOf(word)).toEqual(parts))
  it('looks for a usual word together with its neighbour, however they are joined', () => {
    expect(lookedForOf('google_app_password')).toEqual([
      'google_app',
      'google-app',
      'googleapp',
      'google.app',
      'google app',
    ])
    expect(lookedForOf('tls_recovery')).toContain('tls_recovery')
  })
  it('has a way in for every pattern of the table', () => {
    for (const signature of readSignatureTable().signatures) {
      for (const pattern of signature.patterns) {
        const way = entryOf(signature, pattern)
        const isOpen = way.kind !== 'word' || way.words.length > 0
        expect({ id: signature.id, isOpen }).toEqual({ id: signature.id, isOpen: true })
      }
    }
  })
})
