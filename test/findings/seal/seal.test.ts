import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { estimateBits } from '../../../src/detect/values/strength.js'
import type { Candidate } from '../../../src/findings/candidate.js'
import { createSeal } from '../../../src/findings/seal/seal.js'
import type { CompiledSignature } from '../../../src/signatures/table.js'

const signature: CompiledSignature = {
  id: 'any-password',
  title: 'a password',
  severity: 'high',
  kind: 'secret',
  generic: true,
  confidence: 'likely',
  patterns: [],
}
const options = {
  signatures: new Map([[signature.id, signature]]),
  estimateBits,
  showSecrets: false,
  key: Buffer.alloc(32, 1),
}

const words = ['lantern', 'quarry', 'meadow', 'copper', 'ostrich', 'velvet']
const strong = words.map((word, i) => word + i * 7919).join('_')
const weak = words[1]!

function candidate(secret: string, more: Partial<Candidate> = {}): Candidate {
  return { signature: signature.id, secret, start: 0, end: 1, confidence: 'likely', reasons: ['because'], ...more }
}

describe('a sealed candidate', () => {
  it.each([strong, weak])('holds nothing of the secret', async (secret) => {
    const sealed = await createSeal(options)(candidate(secret, { identity: `default:K:${secret}`, key: 'K' }))
    const text = inspect(sealed, { depth: null })
    for (let at = 0; at + 4 <= secret.length; at++) expect(text).not.toContain(secret.slice(at, at + 4))
    expect(sealed).toMatchObject({ signature: signature.id, key: 'K', confidence: 'likely', reasons: ['because'] })
    expect(sealed.secret.value).toBeUndefined()
  })

  it('is equal for equal secrets under one key only', async () => {
    const [one, other] = [createSeal(options), createSeal({ ...options, key: Buffer.alloc(32, 2) })]
    const identity = async (seal: typeof one, secret: string, more?: Partial<Candidate>) =>
      (await seal(candidate(secret, more))).secret.identity
    expect(await identity(one, strong)).toBe(await identity(one, strong))
    expect(await identity(one, strong)).not.toBe(await identity(one, weak))
    expect(await identity(one, strong)).not.toBe(await identity(other, strong))
    expect(await identity(one, strong, { identity: 'key:a' })).toBe(await identity(one, weak, { identity: 'key:a' }))
  })

  it('holds more than eight bits of a weak secret only under a key of the user', async () => {
    expect((await createSeal(options)(candidate(weak))).secret.id).toHaveProperty('eightBits')
    expect((await createSeal({ ...options, idKey: 'mine' })(candidate(weak))).secret.id).toHaveProperty('digest')
  })

  it('does not depend on what was sealed before', async () => {
    const seal = createSeal(options)
    await seal(candidate(weak, { identity: 'key:a' }))
    const after = await seal(candidate(strong, { identity: 'key:a' }))
    expect(after).toEqual(await createSeal(options)(candidate(strong, { identity: 'key:a' })))
  })

  it('shows the secret only when asked, as text', async () => {
    const sealed = await createSeal({ ...options, showSecrets: true })(candidate('caf\xc3\xa9'))
    expect(sealed.secret.value).toBe('café')
  })

  it('takes bounded time over very many guessable secrets', { timeout: 300_000 }, async () => {
    const seal = createSeal({ ...options, slowHashes: 3 })
    const sealed = await Promise.all(Array.from({ length: 50 }, (_, i) => seal(candidate(`${weak}${i}`))))
    const bits = sealed.map(({ secret }) => ('eightBits' in secret.id ? secret.id.eightBits : ''))
    expect(new Set(bits.slice(3))).toEqual(new Set(['00']))
    expect(new Set(sealed.map(({ secret }) => secret.identity)).size).toBe(50)
    expect((await seal(candidate(`${weak}0`))).secret.id).toEqual(sealed[0]!.secret.id)
  })
})
