import { chmodSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { entryLimit, readEntry, writeEntry } from '../../../src/scan/cache/entry-file.js'
import { temporaryFolder } from './scanning.js'

const key = Buffer.alloc(32, 1)
const value = { list: [1, 'two'], table: new Int32Array([1, -2]), none: undefined }
let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('gives back what was written', async () => {
  const size = await writeEntry(folder, 'a', key, value)
  expect(await readEntry(folder, 'a', key)).toEqual(value)
  expect((await stat(join(folder, 'a'))).size).toBe(size)
})

it('gives nothing to another key', async () => {
  await writeEntry(folder, 'a', key, value)
  expect(await readEntry(folder, 'a', Buffer.alloc(32, 2))).toBeUndefined()
})

it('marks an entry as used', async () => {
  await writeEntry(folder, 'a', key, value)
  utimesSync(join(folder, 'a'), 1, 1)
  await readEntry(folder, 'a', key)
  expect(Date.now() - (await stat(join(folder, 'a'))).mtimeMs).toBeLessThan(60_000)
})

it('writes nothing that is larger than the limit', async () => {
  expect(await writeEntry(folder, 'a', key, Buffer.alloc(entryLimit))).toBe(0)
  expect(readdirSync(folder)).toEqual([])
})

it('leaves nothing behind where it cannot write', async () => {
  await writeEntry(folder, 'a', key, value)
  rmSync(join(folder, 'a'))
  chmodSync(folder, 0o500)
  await expect(writeEntry(join(folder, 'none'), 'a', key, value)).rejects.toThrow()
  expect(readdirSync(folder)).toEqual([])
})
