import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../src/findings/candidate.js'
import type { Occurrence } from '../../src/findings/finding.js'
import { mergeFindings as mergeSealed, type PlacedCandidate } from '../../src/findings/merge.js'
import { createSeal } from '../../src/findings/seal/seal.js'
import type { CompiledPattern, CompiledSignature } from '../../src/signatures/table.js'

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

function pattern(more: Partial<CompiledPattern>): CompiledPattern {
  return { template: 'x', regex: 'x', minLength: 1, maxLength: 1, anchors: [], checks: [], ...more }
}

const signatures = new Map(
  [
    signature('acme-token', { severity: 'medium', patterns: [pattern({})] }),
    signature('acme-id', { severity: 'low', kind: 'identifier', patterns: [pattern({})] }),
    signature('public-note', { severity: 'info', patterns: [pattern({})] }),
    signature('rsa-private-key', { severity: 'critical', patterns: [pattern({ shape: { kind: 'pem', label: 'K' } })] }),
    signature('acme-private-key', { severity: 'high', patterns: [pattern({})], near: { words: ['acme'], within: 9 } }),
    signature('acme-file', { severity: 'high', revoke: 'https://acme.example/revoke' }),
    signature('key-store', { severity: 'high' }),
    signature('any-password', { generic: true, severity: 'critical' }),
    signature('default-password', { generic: true, severity: 'low' }),
  ].map((one) => [one.id, one]),
)
const sealing = { signatures, estimateBits: (secret: string) => secret.length * 4, key: Buffer.alloc(32, 1) }
const hiding = createSeal({ ...sealing, showSecrets: false })
const showing = createSeal({ ...sealing, showSecrets: true })

type Placed = Omit<PlacedCandidate, 'candidate'> & { candidate: Candidate }

async function merge(all: readonly Placed[], seal = hiding) {
  const sealed = all.map(async (one) => ({ ...one, candidate: await seal(one.candidate) }))
  return mergeSealed(await Promise.all(sealed), signatures)
}

const mergeFindings = async (...all: Parameters<typeof merge>) => (await merge(...all)).findings

function placed(candidate: Partial<Candidate>, occurrence: Partial<Occurrence> = {}): Placed {
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
  it('lets the base image answer for a secret that only fields of the config repeat', async () => {
    const [brought] = await mergeFindings([
      { ...placed({}, { key: 'T', origin: 'base' }), base: 'debian:12' },
      placed({}, { exposure: 'config', key: 'T' }),
    ])
    expect(brought?.remedy.summary).toContain('the base image debian:12')
    const [own] = await mergeFindings([
      { ...placed({}, { key: 'T', origin: 'base' }), base: 'debian:12' },
      placed({}, { exposure: 'history', key: 'T', origin: 'own' }),
    ])
    expect(own?.remedy.summary).not.toContain('debian:12')
  })

  it('makes one finding of one secret, under the signature that says most', async () => {
    const findings = await mergeFindings([
      placed({}, { exposure: 'file', path: 'a', layer: 1 }),
      placed({ signature: 'acme-token', confidence: 'possible', reasons: ['one'] }, { exposure: 'history' }),
      placed({}, { exposure: 'build-arg', key: 'T' }),
    ])
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
    const findings = await mergeFindings([
      placed({ signature: 'default-password', secret: 'root', identity: 'default:A:root' }, { key: 'A' }),
      placed({ signature: 'default-password', secret: 'root', identity: 'default:B:root' }, { key: 'B' }),
      placed({ secret: 'another secret of length' }),
    ])
    expect(findings.map((finding) => finding.severity)).toEqual(['critical', 'low', 'low'])
    expect(new Set(findings.map((finding) => finding.id)).size).toBe(3)
  })

  it('tells a place once, with its key', async () => {
    const place = { exposure: 'file', path: 'a/.env', layer: 0, line: 3 } as const
    const [finding] = await mergeFindings([placed({}, place), placed({ key: 'K' }, { ...place, key: 'K' })])
    expect(finding!.occurrences).toEqual([{ image: 0, ...place, key: 'K' }])
  })

  it('gives an id that neither order, image nor layer changes', async () => {
    const weak = { secret: 'sunrise' }
    const a = placed(weak, { exposure: 'file', path: 'a', layer: 1, image: 1 })
    const b = placed(weak, { exposure: 'file', path: 'b', layer: 0, image: 0 })
    const [one] = await mergeFindings([a, b])
    const [other] = await mergeFindings([b, { ...a, occurrence: { ...a.occurrence, layer: 7, image: 0 } }])
    expect(one!.id).toBe(other!.id)
  })

  it("gives a weak secret of an archive's document an id that its digest does not change", async () => {
    const idIn = async (key: string) =>
      (await mergeFindings([placed({ secret: 'sunrise' }, { exposure: 'attestation', key })]))[0]!.id
    const id = await idIn(`blobs/sha256/${'ab'.repeat(32)} predicate.args`)
    expect(await idIn(`blobs/sha256/${'cd'.repeat(32)} predicate.args`)).toBe(id)
    expect(await idIn(`blobs/sha256/${'cd'.repeat(32)} predicate.env`)).not.toBe(id)
  })

  it('shows the secret only when asked', async () => {
    const [shown] = await mergeFindings([placed({})], showing)
    expect(shown!.secret.value).toBe('a secret of good length')
  })

  it('takes the worst severity that the places give', async () => {
    const [finding] = await mergeFindings([
      placed({ severity: 'low' }, { key: 'A' }),
      placed({ severity: 'high' }, { key: 'B' }),
    ])
    expect(finding!.severity).toBe('high')
  })
})

describe('excuses', () => {
  const excuse = "part of Debian's package a, unchanged"
  const inFile = (path: string) => ({ exposure: 'file', path, layer: 0 }) as const
  const excused = (candidate: Partial<Candidate>, path = 'usr/share/doc/a/key', why = excuse, isPublic = true) => ({
    ...placed(candidate, inFile(path)),
    excuse: { reason: why, isPublic },
  })

  it.each(['any-password', 'rsa-private-key', 'acme-id', 'key-store'])('suppress a finding of %s', async (id) => {
    const { findings, suppressed } = await merge([excused({ signature: id })])
    expect(findings).toEqual([])
    expect(suppressed).toMatchObject([{ signature: { id }, reason: excuse, severity: signatures.get(id)!.severity }])
    expect(JSON.stringify(suppressed)).not.toContain('a secret')
  })

  it.each(['acme-token', 'acme-file', 'acme-private-key'])('never silence what may be a token: %s', async (id) => {
    const { findings, suppressed } = await merge([excused({ signature: id, reasons: ['one'] })])
    expect(findings).toMatchObject([{ severity: 'low', reasons: ['one', excuse], signature: { id } }])
    expect(suppressed).toEqual([])
  })

  it('suppress a token that is only possible', async () => {
    const { suppressed } = await merge([excused({ signature: 'acme-token', confidence: 'possible' })])
    expect(suppressed).toHaveLength(1)
  })

  it('raise nothing', async () => {
    const { findings } = await merge([excused({ signature: 'public-note' })])
    expect(findings[0]!.severity).toBe('info')
  })

  it('count for nothing once one place has none', async () => {
    const other = placed({ signature: 'rsa-private-key' }, inFile('srv/key'))
    const { findings, suppressed } = await merge([excused({ signature: 'rsa-private-key' }), other])
    expect(findings).toMatchObject([{ severity: 'critical', reasons: [] }])
    expect(findings[0]!.occurrences).toHaveLength(2)
    expect(suppressed).toEqual([])
  })

  it('are told up to three', async () => {
    const places = ['a', 'b', 'c', 'd', 'd'].map((name) => excused({}, name, `of ${name}`))
    const { suppressed } = await merge(places)
    expect(suppressed[0]!.reason).toBe('of a; of b; of c; and 1 more')
  })

  describe('of a package of unknown origin', () => {
    const brought = (candidate: Partial<Candidate>) => excused(candidate, 'a/node_modules/b/c', 'in a folder', false)

    it.each<[string, Partial<Candidate>]>([
      ['a generic finding', { signature: 'any-password' }],
      ['a doubtful token', { signature: 'acme-token', confidence: 'possible' }],
      ['a doubtful key', { signature: 'rsa-private-key', confidence: 'possible' }],
    ])('suppress %s', async (_, candidate) => {
      const { findings, suppressed } = await merge([brought(candidate)])
      expect(findings).toEqual([])
      expect(suppressed).toMatchObject([{ reason: 'in a folder' }])
    })

    it.each(['rsa-private-key', 'key-store'])('lower what is no token: %s', async (id) => {
      const { findings, suppressed } = await merge([brought({ signature: id })])
      expect(findings).toMatchObject([{ severity: 'low', reasons: ['in a folder'] }])
      expect(suppressed).toEqual([])
    })

    it.each(['acme-token', 'acme-file'])('leave a token as it is: %s', async (id) => {
      const { findings } = await merge([brought({ signature: id })])
      expect(findings).toMatchObject([{ severity: signatures.get(id)!.severity, reasons: [] }])
    })

    it('suppress a key that everybody has', async () => {
      const one = brought({ signature: 'rsa-private-key' })
      const candidate = { ...(await hiding(one.candidate)), isPublished: true as const }
      expect(mergeSealed([{ ...one, candidate }], signatures).suppressed).toHaveLength(1)
      const elsewhere = { candidate, occurrence: one.occurrence }
      expect(mergeSealed([elsewhere], signatures).findings).toMatchObject([{ severity: 'critical' }])
    })

    it('weaken those of a public one', async () => {
      const places = [excused({ signature: 'rsa-private-key' }), brought({ signature: 'rsa-private-key' })]
      const { findings } = await merge(places)
      expect(findings).toMatchObject([{ severity: 'low', reasons: [`${excuse}; in a folder`] }])
    })
  })

  it('put a lowered finding behind the others', async () => {
    const token = excused({ signature: 'acme-token', secret: 'another secret of length' })
    const { findings } = await merge([token, placed({})])
    expect(findings.map((finding) => finding.severity)).toEqual(['critical', 'low'])
  })
})
