import { describe, expect, it } from 'vitest'
import { findingId, type IdentifiedSecret, idMaterial } from '../../../src/findings/seal/finding-id.js'

type Place = IdentifiedSecret['place']

const strong = { identity: 'value:a long one', bits: 128 }
const weak = { identity: 'value:sunrise', bits: 30 }
const here: Place = { exposure: 'env', key: 'TOKEN' }
const elsewhere: Place = { exposure: 'file', path: 'app/.env' }

async function idOf(secret: typeof strong, place = here, key?: string): Promise<string> {
  return findingId({ signature: 'acme-token', material: await idMaterial(secret.identity, secret.bits, key), place })
}

describe('findingId', () => {
  it('is twenty hex digits and the same every time', async () => {
    expect(await idOf(strong)).toMatch(/^[0-9a-f]{20}$/)
    expect(await idOf(weak)).toMatch(/^[0-9a-f]{20}$/)
    expect(await idOf(strong)).toBe(await idOf(strong))
  })
  it('follows a strong secret to another place', async () => {
    expect(await idOf(strong, elsewhere)).toBe(await idOf(strong))
  })
  it('names a weak secret by its place, and holds eight bits of it at most', async () => {
    const guesses = Array.from({ length: 12 }, (_, i) => ({ identity: `value:guess${i}`, bits: 30 }))
    const others = await Promise.all(guesses.map((guess) => idOf(guess)))
    expect(new Set(others.map((id) => id.slice(0, 18))).size).toBe(1)
    expect(new Set(others).size).toBeGreaterThan(1)
    expect((await idOf(weak, elsewhere)).slice(0, 18)).not.toBe(others[0]!.slice(0, 18))
  })
  it('follows a weak secret, too, where the user has a key', async () => {
    expect(await idOf(weak, elsewhere, 'a key')).toBe(await idOf(weak, here, 'a key'))
    expect(await idOf(weak, here, 'a key')).not.toBe(await idOf(weak, here, 'another key'))
  })
})

describe('idMaterial', () => {
  it('of a weak secret is eight bits and nothing else', async () => {
    expect(await idMaterial(weak.identity, weak.bits, undefined)).toEqual({
      eightBits: expect.stringMatching(/^[0-9a-f]{2}$/),
    })
  })
})
