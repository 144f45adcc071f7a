import { describe, expect, it } from 'vitest'
import { findingId, type IdentifiedSecret } from '../../src/findings/finding-id.js'

const strong: IdentifiedSecret = {
  signature: 'acme-token',
  identity: 'value:a long one',
  bits: 128,
  place: { exposure: 'env', key: 'TOKEN' },
}
const weak: IdentifiedSecret = { ...strong, identity: 'value:sunrise', bits: 30 }

describe('findingId', () => {
  it('is twenty hex digits and the same every time', async () => {
    expect(await findingId(strong, undefined)).toMatch(/^[0-9a-f]{20}$/)
    expect(await findingId(strong, undefined)).toBe(await findingId(strong, undefined))
  })
  it('follows a strong secret to another place', async () => {
    const moved = { ...strong, place: { exposure: 'file', path: 'app/.env' } as const }
    expect(await findingId(moved, undefined)).toBe(await findingId(strong, undefined))
  })
  it('names a weak secret by its place, and holds eight bits of it at most', async () => {
    const others = await Promise.all(
      Array.from({ length: 12 }, (_, i) => findingId({ ...weak, identity: `value:guess${i}` }, undefined)),
    )
    expect(new Set(others.map((id) => id.slice(0, 18))).size).toBe(1)
    expect(new Set(others).size).toBeGreaterThan(1)
    const elsewhere = { ...weak, place: { exposure: 'env', key: 'OTHER' } as const }
    expect((await findingId(elsewhere, undefined)).slice(0, 18)).not.toBe(others[0]!.slice(0, 18))
  })
  it('follows a weak secret, too, where the user has a key', async () => {
    const moved = { ...weak, place: { exposure: 'file', path: 'app/.env' } as const }
    expect(await findingId(moved, 'a key')).toBe(await findingId(weak, 'a key'))
    expect(await findingId(weak, 'a key')).not.toBe(await findingId(weak, 'another key'))
  })
})
