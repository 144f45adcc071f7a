import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cacheConfigType, cacheParts, orderCacheLayers } from '../../src/image/build-cache.js'
import type { Descriptor } from '../../src/image/descriptor.js'
import { readManifest } from '../../src/image/manifest.js'

const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const descriptor = (letter: string): Descriptor => ({ mediaType: '', digest: digest(letter), annotations: new Map() })
const order = (config: unknown, letters: string) =>
  orderCacheLayers(config, [...letters].map(descriptor)).map((layer) => [layer.digest.at(-1), layer.parent])
const layers = (...rows: [string, number?][]) => ({
  layers: rows.map(([letter, parent]) => ({ blob: digest(letter), ...(parent !== undefined && { parent }) })),
})

describe('the layers of a build cache', () => {
  it('stand upon the parents that the config names, not as the manifest sorts them', () => {
    const config = layers(['a', 2], ['b', -1], ['c', 1], ['d', 1])
    expect(order(config, 'abcd')).toEqual([
      ['b', -1],
      ['c', 0],
      ['a', 1],
      ['d', 0],
    ])
  })

  it('have the first one as their parent where none is told', () => {
    expect(order(layers(['a', -1], ['b']), 'ab')).toEqual([
      ['a', -1],
      ['b', 0],
    ])
    expect(order(layers(['a'], ['b']), 'ab'), 'but for the first').toEqual([
      ['a', -1],
      ['b', 0],
    ])
  })

  it('stand alone where the config does not name them, or in a circle', () => {
    const config = layers(['a', 1], ['b', 0], ['c', 99], ['d', -7])
    expect(order(config, 'abcde')).toEqual([
      ['c', -1],
      ['d', -1],
      ['a', -1],
      ['b', -1],
      ['e', -1],
    ])
    expect(order(undefined, 'ab')).toHaveLength(2)
  })

  it('of any shape: each once, no parent after its child', () => {
    const row = fc.record(
      { blob: fc.constantFrom(digest('a'), digest('b'), 'x'), parent: fc.anything() },
      { requiredKeys: [] },
    )
    const numbered = fc.record({
      blob: fc.constantFrom(...[...'abcdef'].map(digest)),
      parent: fc.integer({ min: -2, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(fc.oneof(row, numbered, fc.anything())), (rows) => {
        const ordered = orderCacheLayers({ layers: rows }, [descriptor('a')])
        expect(ordered.length).toBeGreaterThanOrEqual(rows.length)
        for (const [index, { parent }] of ordered.entries()) expect(parent).toBeLessThan(index)
      }),
    )
  })

  it('are named by an image manifest, or by an index as if they were manifests', () => {
    const config = { mediaType: cacheConfigType, digest: digest('0') }
    const blobs = ['a', 'b'].map((letter) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest: digest(letter),
    }))
    for (const json of [{ config, layers: blobs }, { manifests: [...blobs, config] }]) {
      const manifest = readManifest(json)
      const parts = cacheParts(manifest)
      expect(manifest.kind).toBe('build-cache')
      expect(parts.config?.digest).toBe(digest('0'))
      expect(parts.layers.map((layer) => layer.digest)).toEqual([digest('a'), digest('b')])
    }
  })
})
