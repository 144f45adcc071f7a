import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lengthBucket, maskSecret, maskSign, maskText } from '../../src/findings/mask.js'
import type { CompiledSignature } from '../../src/signatures/table.js'

const token = {
  id: 'acme-token',
  title: 'Acme token',
  severity: 'high',
  kind: 'secret',
  generic: false,
  confidence: 'likely',
  patterns: [{ template: 'acme_{base62:30}', regex: '', minLength: 35, maxLength: 35, anchors: [], checks: [] }],
} as const satisfies CompiledSignature
const password = { ...token, id: 'password', generic: true, patterns: [] }

describe('maskSecret', () => {
  it.each([
    ['nothing of a short secret', 'acme_abcdef', token, maskSign],
    [
      'the format’s literal and the last four bytes of a long token',
      `acme_${'x'.repeat(26)}Q9zZ`,
      token,
      `acme_${maskSign}Q9zZ`,
    ],
    ['no tail where too little would be left', `acme_${'x'.repeat(10)}`, token, `acme_${maskSign}`],
    ['nothing of a password', 'correct horse battery staple', password, maskSign],
  ])('shows %s', (_, secret, signature, masked) => {
    expect(maskSecret(secret, signature)).toBe(masked)
  })
  it('shows a key’s label and no more', () => {
    const begin = `-----BEGIN ${'EC PRIVATE KEY'}-----`
    expect(maskSecret(`${begin}\nMHcC`, token)).toBe(begin + maskSign)
  })
})

describe('lengthBucket', () => {
  it.each([
    [1, '1-8'],
    [8, '1-8'],
    [9, '9-16'],
    [32, '17-32'],
    [33, '33-64'],
  ])('puts %i into %s', (length, bucket) => {
    expect(lengthBucket(length)).toBe(bucket)
  })
})

describe('maskText', () => {
  it('masks ranges that overlap, touch or come unordered once', () => {
    const ranges = [
      { start: 8, end: 10 },
      { start: 2, end: 5 },
      { start: 4, end: 6 },
      { start: 6, end: 7 },
    ]
    expect(maskText('0123456789', ranges)).toBe(`01${maskSign}7${maskSign}`)
  })
  it('decodes what stays', () => {
    expect(maskText(Buffer.from('é=xyz').toString('latin1'), [{ start: 3, end: 6 }])).toBe(`é=${maskSign}`)
  })
  it('never leaves a masked byte', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), (ranges) => {
        const secret = new Set(
          ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
        )
        const text = Array.from({ length: 60 }, (_, i) => (secret.has(i) ? 's' : '.')).join('')
        const masked = maskText(text, ranges)
        expect(masked).not.toContain('s')
        expect(masked.replaceAll(maskSign, '').length).toBe(text.replaceAll('s', '').length)
      }),
    )
  })
})
