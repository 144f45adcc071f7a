import { describe, expect, it } from 'vitest'
import type { Occurrence } from '../../../src/findings/finding.js'
import { lifeOf } from '../../../src/report/html/parts/life.js'
import { sampleFinding } from '../sample-report.js'

const file = (layer: number, change: Partial<Occurrence> = {}): Occurrence => ({
  ...{ image: 0, exposure: 'file', path: 'a', layer, state: 'live' },
  ...change,
})

/** The life over five layers, each as its deeds and what is true after it. */
function told(...occurrences: Occurrence[]): string[] {
  const life = lifeOf(sampleFinding({ occurrences }), 0)
  return [0, 1, 2, 3, 4].map((layer) => [...life.deeds(layer), life.after(layer) ?? '-'].join(' '))
}

describe('lifeOf', () => {
  it.each<[string, Occurrence[], string[]]>([
    ['a live file', [file(1)], ['-', 'written visible', 'visible', 'visible', 'visible']],
    [
      'a deleted one',
      [file(1, { state: 'deleted', endedBy: 3 })],
      ['-', 'written visible', 'visible', 'deleted hidden', 'hidden'],
    ],
    [
      'one overwritten by the same secret',
      [file(1, { state: 'overwritten', endedBy: 3 }), file(3)],
      ['-', 'written visible', 'visible', 'written overwritten visible', 'visible'],
    ],
    [
      'one of two copies deleted',
      [file(0, { state: 'deleted', endedBy: 2 }), file(1, { path: 'b' })],
      ['written visible', 'written visible', 'deleted visible', 'visible', 'visible'],
    ],
    [
      'written and deleted by one layer of an archive that is not sound',
      [file(2, { state: 'deleted' })],
      ['-', '-', 'written visible', 'hidden', 'hidden'],
    ],
    [
      'an instruction, which no container sees',
      [{ image: 0, exposure: 'build-arg', key: 'A', layer: 2 }],
      ['-', '-', 'written -', '-', '-'],
    ],
    ['a place of another image', [file(1, { image: 1 })], ['-', '-', '-', '-', '-']],
  ])('%s', (_, occurrences, story) => {
    expect(told(...occurrences)).toEqual(story)
  })

  it('knows what the image says of itself', () => {
    const life = (occurrence: Occurrence) => lifeOf(sampleFinding({ occurrences: [occurrence] }), 0)
    expect(life({ image: 0, exposure: 'env', key: 'A' }).own).toBe(true)
    expect(life(file(1)).own).toBe(false)
    expect(life({ image: 1, exposure: 'env', key: 'A' }).own).toBe(false)
  })
})
