import { describe, expect, it } from 'vitest'
import { hashPrefixes } from '../../src/layer/path-hash.js'
import { createPathTable, type PathKind } from '../../src/layer/path-table.js'
import { entryAt, tableOf } from './entries.js'

function recordsOf(table: ReturnType<typeof createPathTable>): [string, PathKind, number][] {
  const records: [string, PathKind, number][] = []
  table.visit((low, high, kind, index) => records.push([`${low},${high}`, kind, index]))
  return records
}

const hashOf = (path: string) => hashPrefixes(path, [path.length]).join()

describe('a path table', () => {
  it('keeps what each entry does, and to which path', () => {
    const links = [
      entryAt('h', 'link'),
      entryAt('s', 'symlink'),
      entryAt('n', 'character-device'),
      entryAt('p', 'fifo'),
    ]
    const table = tableOf('a/', 'a/f', ...links, 'a/.wh.gone', 'a/.wh..wh..opq', '.wh.top')
    expect(recordsOf(table)).toEqual([
      [hashOf('a'), 'directory', 0],
      [hashOf('a/f'), 'file', 1],
      [hashOf('h'), 'link', 2],
      [hashOf('s'), 'other', 3],
      [hashOf('n'), 'other', 4],
      [hashOf('p'), 'other', 5],
      [hashOf('a/gone'), 'whiteout', 6],
      [hashOf('a'), 'opaque', 7],
      [hashOf('top'), 'whiteout', 8],
    ])
  })

  it('gives no index to what puts nothing into the file system', () => {
    const table = createPathTable()
    const root = { ...entryAt('./'), path: '' }
    const nothing = [entryAt('x', 'other'), { ...entryAt('x'), afterEnd: true }, entryAt('.wh..wh.plnk'), root]
    expect(nothing.map((entry) => table.add(entry))).toEqual([undefined, undefined, undefined, undefined])
    expect(table.length).toBe(0)
  })

  it('takes at most 16 bytes for an entry, and does not double while it grows', () => {
    const count = 300_000
    const before = process.memoryUsage().arrayBuffers
    const table = createPathTable()
    for (let i = 0; i < count; i++) table.add(entryAt(`usr/lib/${i}`))
    expect(table.length).toBe(count)
    expect((process.memoryUsage().arrayBuffers - before) / count).toBeLessThan(16)
  })
})
