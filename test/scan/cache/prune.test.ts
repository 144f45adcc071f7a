import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listEntries, prune, pruneSometimes } from '../../../src/scan/cache/prune.js'
import { temporaryFolder } from './scanning.js'

const day = 86_400_000
let folder: string
beforeEach(() => {
  folder = temporaryFolder()
  for (const [name, size, days] of [
    ['a.layer', 100, 5],
    ['b.layer', 200, 3],
    ['c.source', 50, 1],
    ['d.layer.1.abc.tmp', 10, 1],
    ['e.layer.1.abc.tmp', 10, 0],
  ] as const) {
    writeFileSync(join(folder, name), Buffer.alloc(size))
    const used = new Date(Date.now() - days * day)
    utimesSync(join(folder, name), used, used)
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('pruning', () => {
  it('takes what was left behind, and nothing else, where there is room', async () => {
    expect(await prune(folder)).toEqual({ files: 1, bytes: 10 })
    expect(readdirSync(folder).sort()).toEqual(['a.layer', 'b.layer', 'c.source', 'e.layer.1.abc.tmp'])
  })

  it('takes what was not used for longest where there is none, and a little more', async () => {
    await prune(folder, { limit: 300 })
    expect(readdirSync(folder).sort()).toEqual(['c.source', 'e.layer.1.abc.tmp'])
  })

  it('takes what was not used for so long', async () => {
    await prune(folder, { unusedFor: 2 * day })
    expect(readdirSync(folder)).not.toContain('a.layer')
    expect(readdirSync(folder)).toContain('c.source')
    await prune(folder, { unusedFor: 0, now: Date.now() + 1000 })
    expect(readdirSync(folder)).toEqual([])
  })

  it('looks only now and then whether there is room', async () => {
    const stamp = join(folder, 'stamp.source')
    await pruneSometimes(folder, stamp, 300)
    expect(readdirSync(folder)).not.toContain('a.layer')
    writeFileSync(join(folder, 'f.layer'), Buffer.alloc(1000))
    await pruneSometimes(folder, stamp, 300)
    expect(readdirSync(folder)).toContain('f.layer')
    utimesSync(stamp, 1, 1)
    await pruneSometimes(folder, stamp, 300)
    expect(readdirSync(folder)).not.toContain('f.layer')
  })

  it('bears that there is no cache, and folders in it', async () => {
    expect(await prune(join(folder, 'none'))).toEqual({ files: 0, bytes: 0 })
    mkdirSync(join(folder, 'sub.layer'))
    expect((await listEntries(folder)).map(({ name }) => name)).not.toContain('sub.layer')
  })
})
