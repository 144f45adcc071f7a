import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Life, lifeOf, livesOf } from '../../src/layer/life.js'
import type { TarEntry } from '../../src/layer/tar/entry.js'
import { entryAt, tableOf } from './entries.js'

const live: Life = { state: 'live' }
const deleted = (endedBy: number): Life => ({ state: 'deleted', endedBy })
const overwritten = (endedBy: number): Life => ({ state: 'overwritten', endedBy })

describe('the life of app/conf/key, written by the lowest layer', () => {
  it.each<[string, (string | TarEntry)[], Life]>([
    ['other paths', ['app/', 'app/conf/', 'app/conf/key2', 'key', 'app/conf/key/x'], live],
    ['the same path', ['app/conf/key'], overwritten(1)],
    ['a folder at its path', ['app/conf/key/'], overwritten(1)],
    ['a symbolic link at its path', [entryAt('app/conf/key', 'symlink')], overwritten(1)],
    ['a hard link at its path', [entryAt('app/conf/key', 'link')], overwritten(1)],
    ['its whiteout', ['app/conf/.wh.key'], deleted(1)],
    ['a whiteout of a folder above', ['.wh.app'], deleted(1)],
    ['an opaque folder above', ['app/conf/.wh..wh..opq'], deleted(1)],
    ['an opaque root', ['.wh..wh..opq'], deleted(1)],
    ['an opaque sibling', ['app/other/.wh..wh..opq'], live],
    ['a file in place of a folder above', ['app'], deleted(1)],
    ['a symbolic link in place of a folder above', [entryAt('app/conf', 'symlink')], deleted(1)],
    ['a whiteout, then a new file', ['app/conf/.wh.key', 'app/conf/key'], overwritten(1)],
    ['a new file, then a whiteout', ['app/conf/key', 'app/conf/.wh.key'], overwritten(1)],
    ['markers of AUFS', ['.wh..wh.aufs', '.wh..wh.plnk/', '.wh..wh.orph/'], live],
    ['a name that only holds the prefix', ['app/x.wh.key', '.wh.folder/app'], live],
    ['an unusable marker', ['app/conf/.wh.', 'app/conf/.wh..', 'app/conf/.wh...'], live],
    ['an entry after the end of the archive', [{ ...entryAt('app/conf/key'), afterEnd: true }], live],
    ['bytes that are no entry', [entryAt('app/conf/key', 'other')], live],
  ])('after %s', (_, entries, life) => {
    expect(lifeOf('app/conf/key', 0, 0, [tableOf('app/conf/key'), tableOf(...entries)])).toEqual(life)
  })

  it('ends with the first layer that ends it', () => {
    const tables = [tableOf('a'), tableOf('b'), undefined, tableOf('.wh.a'), tableOf('a'), tableOf('.wh.a')]
    expect(lifeOf('a', 0, 0, tables)).toEqual(deleted(3))
    expect(lifeOf('a', 0, 4, tables)).toEqual(deleted(5))
  })

  it('is not ended by markers of its own layer, but by later entries of it', () => {
    expect(lifeOf('d/a', 0, 0, [tableOf('d/a', 'd/.wh.a', 'd/.wh..wh..opq')])).toEqual(live)
    expect(lifeOf('d/a', 0, 0, [tableOf('d/a', 'd/a')])).toEqual(overwritten(0))
    expect(lifeOf('d/a', 1, 0, [tableOf('d/a', 'd/a')])).toEqual(live)
    expect(lifeOf('d/a', 0, 0, [tableOf('d/a', 'd')])).toEqual(deleted(0))
  })

  it('takes a layer that is listed twice as two layers', () => {
    const table = tableOf('a')
    expect([lifeOf('a', 0, 0, [table, table]), lifeOf('a', 0, 1, [table, table])]).toEqual([overwritten(1), live])
  })

  it('bears paths that no file system could hold', () => {
    const deep = 'd/'.repeat(300_000)
    expect(lifeOf(`${deep}x`, 0, 0, [tableOf(`${deep}x`), tableOf('.wh.d')])).toEqual(deleted(1))
  })
})

describe('many lives at once', () => {
  it('cost one pass, even where one folder holds all and is named without end', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `d/f${i}`)
    const table = tableOf(...names)
    const noise = tableOf(...Array.from({ length: 50_000 }, () => 'd/'), '.wh.d')
    const files = names.map((path, entryIndex) => ({ path, entryIndex, layer: 0 }))
    const started = performance.now()
    const lives = livesOf(files, [table, noise])
    expect(new Set(lives.map((life) => JSON.stringify(life)))).toEqual(new Set([JSON.stringify(deleted(1))]))
    // Any-to-any would be 10^9 steps.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

/** What really happens: a file system as a map of paths, to which the layers' entries are applied one by one. */
function applied(layers: TarEntry[][]): { path: string; layer: number; entryIndex: number; life: Life }[] {
  const files: { path: string; layer: number; entryIndex: number; life: Life }[] = []
  for (const [layer, entries] of layers.entries()) {
    for (const [entryIndex, { path, type }] of entries.entries()) {
      const [, folder = '', hidden] = /^(?:(.*)\/)?\.wh\.(.*)$/.exec(path) ?? []
      const inFolder = (name: string) => (folder === '' ? name : `${folder}/${name}`)
      for (const file of files) {
        const below = (above: string) => above === '' || file.path.startsWith(`${above}/`)
        const lower = file.layer < layer
        if (hidden === '.wh..opq') {
          if (below(folder) && lower) endOf(file, 'deleted', layer)
        } else if (hidden !== undefined) {
          if ((file.path === inFolder(hidden) || below(inFolder(hidden))) && lower) endOf(file, 'deleted', layer)
        } else if (file.path === path) endOf(file, 'overwritten', layer)
        else if (type !== 'directory' && below(path)) endOf(file, 'deleted', layer)
      }
      if (type === 'file' && hidden === undefined) files.push({ path, layer, entryIndex, life: live })
    }
  }
  return files
}

function endOf(file: { life: Life }, state: 'deleted' | 'overwritten', endedBy: number): void {
  const replacedToo = file.life.state === 'deleted' && file.life.endedBy === endedBy && state === 'overwritten'
  if (file.life.state === 'live' || replacedToo) file.life = { state, endedBy }
}

const part = fc.constantFrom('a', 'b', 'c')
const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
const anyEntry = fc.oneof(
  { weight: 4, arbitrary: path.map((at) => entryAt(at)) },
  { weight: 2, arbitrary: path.map((at) => entryAt(at, 'directory')) },
  { weight: 1, arbitrary: path.map((at) => entryAt(at, 'symlink')) },
  { weight: 1, arbitrary: path.map((at) => entryAt(at.replace(/[^/]+$/, '.wh.$&'))) },
  { weight: 1, arbitrary: path.map((at) => entryAt(at.replace(/[^/]+$/, '.wh..wh..opq'))) },
)

describe('against a file system', () => {
  it('every file has the life that applying the layers gives it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyEntry, { maxLength: 6 }), { maxLength: 5 }), (layers) => {
        const expected = applied(layers)
        const lives = livesOf(
          expected,
          layers.map((entries) => tableOf(...entries)),
        )
        expect(expected.map((file, i) => ({ ...file, life: lives[i] }))).toEqual(expected)
      }),
      { numRuns: 2000 },
    )
  })
})
