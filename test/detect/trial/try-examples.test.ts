import { describe, expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import { tryText, tryValue } from '../../../src/detect/trial/try-examples.js'
import { readSignatureFile } from '../../../src/signatures/read-file.js'
import { signatureTable } from '../../../src/signatures/table-of.js'

const { signatures, problems } = readSignatureFile(
  'a.yaml',
  `signatures:
  - { id: acme-token, title: A, severity: high, value: 'qzxw_{base62:30}' }
  - { id: acme-key, title: A, severity: high, value: '{hex:32}', near: { words: [acme] } }
  - { id: pem, title: A, severity: high, value: '{pem:EC PRIVATE KEY}' }
  - { id: dull, title: A, severity: high, value: 'qzxv_dull(1|2)' }
  - { id: dull-first, title: A, severity: high, value: 'qzxv_dull1' }`,
)
const table = signatureTable({ signatures })
const detector = createDetector(table)
const [token, key, pem, dull] = signatures

it('needs no problems', () => expect(problems).toEqual([]))

describe('tryValue', () => {
  it.each([
    ['a literal', token!, 'qzxw_{base62:30}', 13 * 4],
    ['a word', key!, '{hex:32}', 13 * 4],
    ['several lines', pem!, '{pem:EC PRIVATE KEY}', 3 * 4],
  ])('finds all examples by %s', (_, signature, template, planted) => {
    expect(tryValue(signature, template, detector)).toEqual({ examples: 4, planted, failures: [] })
  })

  it('says where an example is not found', () => {
    const { planted, failures } = tryValue(token!, 'qzxw_{base62:29}', detector)
    expect(failures).toHaveLength(planted)
    expect(failures[0]).toEqual({ example: 1, syntax: 'an environment file' })
  })

  it('says what took it for its own', () => {
    const { failures } = tryValue(key!, 'qzxw_{base62:30}', detector)
    expect(new Set(failures.map(({ instead }) => instead))).toEqual(new Set(['acme-token']))
  })

  it('does not let a value pass that only some examples have', () => {
    expect(tryValue(dull!, 'qzxv_dull(1|2|3)', detector).failures).not.toEqual([])
  })
})

describe('tryText', () => {
  it('finds something in every example, as this signature', () => {
    expect(tryText(token!, 'key = "qzxw_{base62:30}"', detector)).toEqual({ examples: 4, planted: 12, failures: [] })
    expect(tryText(key!, 'key = "qzxw_{base62:30}"', detector).failures[0]).toEqual({
      ...{ example: 1, syntax: 'a text of its own', instead: 'acme-token' },
    })
  })
})
