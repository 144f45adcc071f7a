import { describe, expect, it } from 'vitest'
import { createHardLinks, maxPendingLinks } from '../../src/layer/hard-links.js'
import { addPath, createPathTable } from '../../src/layer/path-table.js'
import { entryAt, hashKey } from './entries.js'

/** Plays a layer: `path=value` is a file that holds something, `path` one that does not, `path->target` a hard link. */
function play(steps: string[], maxPending?: number) {
  const table = createPathTable(hashKey)
  const links = createHardLinks<string>(table, maxPending)
  const found: (string | undefined)[] = []
  for (const step of steps) {
    const [, path = '', mark, other = ''] = /^(.*?)(?:(=|->)(.*))?$/.exec(step) ?? []
    addPath(table, entryAt(path, mark === '->' ? 'link' : 'file'))
    if (mark === '->') found.push(links.link(path, other))
    else links.file(path, mark === '=' ? other : undefined)
  }
  return { found, ...links.finish() }
}

describe('hard links', () => {
  it('lead to what their target holds, also over other links', () => {
    expect(play(['a=key', 'b->a', 'c->b'])).toEqual({ found: ['key', 'key'], elsewhere: [], dropped: 0 })
  })

  it('to a clean file of the layer lead nowhere', () => {
    expect(play(['a', 'b->a'])).toEqual({ found: [undefined], elsewhere: [], dropped: 0 })
  })

  it('see what the target holds now', () => {
    expect(play(['a=old', 'a', 'b->a', 'a=new', 'c->a', 'c->clean', 'd->c']).found).toEqual([
      undefined,
      'new',
      undefined,
      undefined,
    ])
  })

  it('to another layer are told at the end', () => {
    expect(play(['b->lower', 'x'])).toMatchObject({ elsewhere: [{ path: 'b', target: 'lower' }], dropped: 0 })
  })

  it('to themselves are nothing', () => {
    expect(play(['a=key', 'a->a'])).toEqual({ found: [undefined], elsewhere: [], dropped: 0 })
  })

  it('to clean files never reach the limit; to other layers they do, and are counted', () => {
    const clean = Array.from({ length: 100 }, (_, i) => `l${i}->clean`)
    expect(play(['clean', ...clean], 10)).toMatchObject({ elsewhere: [], dropped: 0 })
    const far = Array.from({ length: 100 }, (_, i) => `l${i}->lower`)
    const { elsewhere, dropped } = play(far, 10)
    expect([elsewhere.length, dropped]).toEqual([10, 90])
    expect(play(Array.from({ length: maxPendingLinks + 3 }, (_, i) => `l${i}->lower`)).dropped).toBe(3)
  })
})
