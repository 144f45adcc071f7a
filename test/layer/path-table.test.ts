import { describe, expect, it } from 'vitest'
import { hashPrefixes } from '../../src/layer/path-hash.js'
import { addPath, createPathTable, type PathKind, type PathTable, visitPaths } from '../../src/layer/path-table.js'
import { entryAt, hashKey, tableOf } from './entries.js'

function recordsOf(table: PathTable): [string, PathKind, number][] {
  const records: [string, PathKind, number][] = []
  visitPaths(table, (low, high, kind, index) => records.push([`${low},${high}`, kind, index]))
  return records
}

const hashOf = (path: string) => hashPrefixes(path, [path.length], hashKey).join()

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
    const table = createPathTable(hashKey)
    const root = { ...entryAt('./'), path: '' }
    const nothing = [entryAt('x', 'other'), { ...entryAt('x'), afterEnd: true }, entryAt('.wh..wh.plnk'), root]
    expect(nothing.map((entry) => addPath(table, entry))).toEqual([undefined, undefined, undefined, undefined])
    expect(table.length).toBe(0)
  })

  it('comes whole out of another thread', () => {
    const table = tableOf(...Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? `.wh.${i}` : `${i}`)))
    const sent = structuredClone(table, { transfer: table.blocks.map(({ hashes }) => hashes.buffer) })
    expect(recordsOf(sent)).toEqual(
      recordsOf(tableOf(...Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? `.wh.${i}` : `${i}`)))),
    )
  })

  it('takes at most 16 bytes for an entry, and does not double while it grows', () => {
    const count = 300_000
    const before = process.memoryUsage().arrayBuffers
    const table = createPathTable(hashKey)
    for (let i = 0; i < count; i++) addPath(table, entryAt(`usr/lib/${i}`))
    expect(table.length).toBe(count)
    expect((process.memoryUsage().arrayBuffers - before) / count).toBeLessThan(16)
  })
})
