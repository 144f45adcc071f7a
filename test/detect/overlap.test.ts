import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveOverlaps } from '../../src/detect/overlap.js'
import type { Candidate } from '../../src/findings/candidate.js'
import { tableOfTemplates } from './table-of-templates.js'

const table = tableOfTemplates([
  { id: 'specific', value: 'aaaa{hex:8}' },
  { id: 'worded', value: '{hex:32}', near: { words: ['acme'], within: 40 } },
  { id: 'generic', value: 'bbbb{hex:8}', generic: true },
  { id: 'client-id', value: 'cccc{hex:8}', kind: 'identifier', severity: 'info', provider: 'Acme' },
  { id: 'client-secret', value: 'dddd{hex:8}', provider: 'Acme' },
])

function candidate(
  signature: string,
  start: number,
  end: number,
  confidence: Candidate['confidence'] = 'likely',
): Candidate {
  return { signature, secret: '', start, end, confidence, reasons: [] }
}

describe('resolveOverlaps', () => {
  it.each([
    [
      'a specific one before a generic one, though shorter',
      [candidate('generic', 0, 90, 'proven'), candidate('specific', 10, 20)],
      [1],
    ],
    ['a proven one before a longer one', [candidate('specific', 0, 90), candidate('worded', 10, 20, 'proven')], [1]],
    ['the longer of equals', [candidate('specific', 10, 20), candidate('specific', 0, 30)], [1]],
    ['the one that a word confirms', [candidate('specific', 0, 30), candidate('worded', 0, 30)], [1]],
    [
      'one that the table does not know as specific',
      [candidate('generic', 0, 30), candidate('from a parser', 5, 10)],
      [1],
    ],
    ['all that do not overlap, in order', [candidate('specific', 20, 30), candidate('generic', 0, 20)], [1, 0]],
    ['one of two that are the same', [candidate('specific', 0, 5), candidate('specific', 0, 5)], [0]],
  ])('keeps %s', (_, candidates, kept) => {
    expect(resolveOverlaps(candidates, table)).toEqual(kept.map((index) => candidates[index]))
  })

  it('keeps every secret of one wrapping, each under its best signature', () => {
    const inside = (signature: string, secret: string) => ({ ...candidate(signature, 0, 90), secret, via: ['base64'] })
    const [token, password, same] = [inside('specific', 'a'), inside('generic', 'b'), inside('generic', 'a')]
    expect(resolveOverlaps([same, password, token], table)).toEqual([token, password])
    const proven = candidate('specific', 10, 20, 'proven')
    expect(resolveOverlaps([password, proven, token], table)).toEqual([proven])
  })

  it('leaves nothing that overlaps, whatever the order, and drops nothing without a reason', () => {
    const one = fc
      .tuple(fc.constantFrom('specific', 'worded', 'generic'), fc.nat(60), fc.integer({ min: 1, max: 20 }))
      .map(([id, start, length]) => candidate(id, start, start + length))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (candidates) => {
        const kept = resolveOverlaps(candidates, table)
        for (let at = 1; at < kept.length; at++) expect(kept[at]!.start).toBeGreaterThanOrEqual(kept[at - 1]!.end)
        for (const { start, end } of candidates)
          expect(kept.some((best) => best.start < end && start < best.end)).toBe(true)
        const ranges = (list: Candidate[]): string => JSON.stringify(list)
        expect(ranges(resolveOverlaps([...candidates].reverse(), table))).toBe(ranges(kept))
      }),
    )
  })

  it('tells no identifier, and lets none of its bytes be a secret', () => {
    expect(resolveOverlaps([candidate('client-id', 0, 9)], table)).toEqual([])
    expect(resolveOverlaps([candidate('client-id', 0, 9), candidate('generic', 0, 9)], table)).toEqual([])
  })

  it('takes a possible secret for likely beside an identifier of its provider', () => {
    const told = (secret: Candidate, id: Candidate) => resolveOverlaps([secret, id], table)[0]!.confidence
    const secret = candidate('client-secret', 20, 30, 'possible')
    expect(told(secret, candidate('client-id', 0, 9))).toBe('likely')
    expect(told(secret, candidate('client-id', 900, 909))).toBe('possible')
    expect(told(candidate('worded', 20, 30, 'possible'), candidate('client-id', 0, 9))).toBe('possible')
  })
})
