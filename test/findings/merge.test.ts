import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../src/findings/candidate.js'
import type { Occurrence } from '../../src/findings/finding.js'
import { type MergeOptions, mergeFindings, type PlacedCandidate } from '../../src/findings/merge.js'
import type { CompiledSignature } from '../../src/signatures/table.js'

function signature(id: string, more: Partial<CompiledSignature>): CompiledSignature {
  return {
    id,
    title: id,
    severity: 'high',
    kind: 'secret',
    generic: false,
    confidence: 'likely',
    patterns: [],
    ...more,
  }
}

const signatures = new Map(
  [
    signature('acme-token', { severity: 'medium' }),
    signature('any-password', { generic: true, severity: 'critical' }),
    signature('default-password', { generic: true, severity: 'low' }),
  ].map((one) => [one.id, one]),
)
const options: MergeOptions = { signatures, estimateBits: (secret) => secret.length * 4, showSecrets: false }

function placed(candidate: Partial<Candidate>, occurrence: Partial<Occurrence> = {}): PlacedCandidate {
  return {
    candidate: {
      signature: 'any-password',
      secret: 'a secret of good length',
      start: 0,
      end: 23,
      confidence: 'likely',
      reasons: [],
      ...candidate,
    },
    occurrence: { image: 0, exposure: 'env', ...occurrence },
  }
}

describe('mergeFindings', () => {
  it('makes one finding of one secret, under the signature that says most', async () => {
    const findings = await mergeFindings(
      [
        placed({}, { exposure: 'file', path: 'a', layer: 1 }),
        placed({ signature: 'acme-token', confidence: 'possible', reasons: ['one'] }, { exposure: 'history' }),
        placed({}, { exposure: 'build-arg', key: 'T' }),
      ],
      options,
    )
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      signature: { id: 'acme-token' },
      severity: 'medium',
      confidence: 'likely',
      reasons: ['one'],
      occurrences: [{ exposure: 'build-arg' }, { exposure: 'history' }, { exposure: 'file' }],
    })
    expect(JSON.stringify(findings)).not.toContain('a secret')
  })

  it('keeps other secrets, and default passwords under other keys, apart', async () => {
    const findings = await mergeFindings(
      [
        placed({ signature: 'default-password', secret: 'root', identity: 'default:A:root' }, { key: 'A' }),
        placed({ signature: 'default-password', secret: 'root', identity: 'default:B:root' }, { key: 'B' }),
        placed({ secret: 'another secret of length' }),
      ],
      options,
    )
    expect(findings.map((finding) => finding.severity)).toEqual(['critical', 'low', 'low'])
    expect(new Set(findings.map((finding) => finding.id)).size).toBe(3)
  })

  it('tells a place once, with its key', async () => {
    const place = { exposure: 'file', path: 'a/.env', layer: 0, line: 3 } as const
    const [finding] = await mergeFindings([placed({}, place), placed({ key: 'K' }, { ...place, key: 'K' })], options)
    expect(finding!.occurrences).toEqual([{ image: 0, ...place, key: 'K' }])
  })

  it('gives an id that neither order, image nor layer changes', async () => {
    const weak = { secret: 'sunrise' }
    const a = placed(weak, { exposure: 'file', path: 'a', layer: 1, image: 1 })
    const b = placed(weak, { exposure: 'file', path: 'b', layer: 0, image: 0 })
    const [one] = await mergeFindings([a, b], options)
    const [other] = await mergeFindings([b, { ...a, occurrence: { ...a.occurrence, layer: 7, image: 0 } }], options)
    expect(one!.id).toBe(other!.id)
  })

  it('shows the secret only when asked', async () => {
    const [shown] = await mergeFindings([placed({})], { ...options, showSecrets: true })
    expect(shown!.secret.value).toBe('a secret of good length')
  })

  it('takes the worst severity that the places give', async () => {
    const [finding] = await mergeFindings(
      [placed({ severity: 'low' }, { key: 'A' }), placed({ severity: 'high' }, { key: 'B' })],
      options,
    )
    expect(finding!.severity).toBe('high')
  })
})
