import { describe, expect, it } from 'vitest'
import { findBase, type KnownBase } from '../../../src/scan/base/find-base.js'
import { withOrigins } from '../../../src/scan/base/with-origins.js'

const diffIds = ['a', 'b', 'c', 'd']
/** Rows 0 to 6, of which 0, 2, 4 and 5 made layers. */
const image = {
  layers: [0, 2, 4, 5].map((row, i) => ({ diffId: diffIds[i]!, row })),
  instructions: Array.from({ length: 7 }, (_, index) => ({ index, text: `RUN ${index}` })),
}
const base = (ids: string[], rows: number): KnownBase => ({ name: `base:${ids.length}`, diffIds: ids, rows })
const claim = { name: 'debian:12', digest: `sha256:${'0'.repeat(64)}`, by: 'annotation' as const }

describe('an image that was given as base', () => {
  it('is the base if its layers are the first ones', () => {
    const found = findBase(image, diffIds, [
      base(['a'], 2),
      base(['a', 'b'], 4),
      base(['b'], 1),
      base(['a', 'x', 'c'], 4),
    ])
    expect(found).toEqual({ told: { by: 'image', isGuess: false, name: 'base:2', layers: 2 }, rows: 4 })
  })

  it('has no more rows than its layers allow', () => {
    expect(findBase(image, diffIds, [base(['a', 'b'], 6)])?.rows).toBe(3)
    expect(findBase(image, diffIds, [base(['a', 'b'], 0)])?.rows).toBe(3)
  })

  it('goes before what the image says of itself, if it fits', () => {
    const claiming = { ...image, base: { claim, rows: 2 } }
    expect(findBase(claiming, diffIds, [base(['a', 'b'], 4)])?.told.by).toBe('image')
    expect(findBase(claiming, diffIds, [base(['x'], 4)])?.told).toEqual({ ...claim, isGuess: true, layers: 1 })
  })

  it('is none where it has no layers', () => {
    expect(findBase(image, diffIds, [base([], 0)])).toBeUndefined()
  })
})

describe('what is said of a base', () => {
  const lines = [null, null, null, 2, 3, 4, 5]

  it('is sure by the provenance and the Dockerfile in it', () => {
    const found = findBase(
      {
        ...image,
        base: { claim: { ...claim, by: 'provenance' } },
        dockerfile: { path: 'Dockerfile', lines, base: 'debian:12' },
      },
      diffIds,
      [],
    )
    expect(found).toEqual({ told: { ...claim, by: 'provenance', isGuess: false, layers: 2 }, rows: 3 })
  })

  it('is a guess by the Dockerfile that was given', () => {
    const match = { path: 'Dockerfile', lines, base: 'debian:12' }
    const found = findBase(image, diffIds, [], match)
    expect(found?.told).toEqual({ by: 'dockerfile', isGuess: true, name: 'debian:12', layers: 2 })
    expect(findBase(image, diffIds, [], { ...match, base: '$BASE' })).toBeUndefined()
  })

  it('is a guess by the history alone', () => {
    expect(findBase({ ...image, base: { rows: 3 } }, diffIds, [])?.told).toEqual({
      by: 'history',
      isGuess: true,
      layers: 2,
    })
  })

  it('tells a name without layers where it is not known which row made which', () => {
    const layers = image.layers.map(({ diffId }) => ({ diffId }))
    expect(findBase({ ...image, layers, base: { claim, rows: 3 } }, diffIds, [])).toEqual({
      told: { ...claim, isGuess: true },
    })
  })

  it("is that all is one's own, where the build began with nothing", () => {
    const found = findBase({ ...image, base: { claim: 'scratch', rows: 3 } }, diffIds, [])
    expect(found).toMatchObject({ told: { isGuess: false, layers: 0 }, rows: 0 })
  })
})

describe('the origin of a finding', () => {
  const candidate = {} as Parameters<typeof withOrigins>[0][0]['candidate']
  const placed = [
    { candidate, occurrence: { image: 0, exposure: 'file' as const, layer: 1 } },
    { candidate, occurrence: { image: 0, exposure: 'file' as const, layer: 2 } },
    { candidate, occurrence: { image: 0, exposure: 'env' as const, instruction: { index: 1, text: 'ENV A=b' } } },
    { candidate, occurrence: { image: 0, exposure: 'config' as const } },
  ]
  const found = (isGuess: boolean) => ({ told: { by: 'image' as const, isGuess, name: 'x:1', layers: 2 }, rows: 3 })

  it('is told by its layer, else by its instruction, and the remedy knows what is sure', () => {
    const all = withOrigins(placed, found(false))
    expect(all.map(({ occurrence, base }) => [occurrence.origin, base])).toEqual([
      ['base', 'x:1'],
      ['own', undefined],
      ['base', 'x:1'],
      [undefined, undefined],
    ])
    expect(withOrigins(placed, found(true)).map((one) => one.base)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('is not told without a base', () => {
    expect(withOrigins(placed, undefined)).toBe(placed)
  })
})
