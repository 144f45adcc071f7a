import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findIn, inMemory, piecesOf } from '../../../src/unwrap/bytes/random-access.js'
import { openSpoolFile } from '../../../src/unwrap/bytes/spool-file.js'

let free = Number.POSITIVE_INFINITY
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>()
  return { ...fs, statfsSync: () => ({ bavail: free, bsize: 1, blocks: 10 ** 12 }) }
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-spool-'))
  free = Number.POSITIVE_INFINITY
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

/** More than a few of the blocks in which a file is read. */
const bytes = Buffer.alloc(700_000)
for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at)

function spooled() {
  const file = openSpoolFile(folder)
  for (let at = 0; at < bytes.length; at += 100_001) file.write(bytes.subarray(at, at + 100_001))
  return file
}

describe('a spool file', () => {
  it('has no name, and can be opened by its owner alone', () => {
    const file = spooled()
    expect(readdirSync(folder)).toEqual([])
    const open = readdirSync('/proc/self/fd').map((fd) => `/proc/self/fd/${fd}`)
    const own = open.filter((path) => {
      try {
        return readlinkSync(path).startsWith(folder)
      } catch {
        return false
      }
    })
    expect(own).toHaveLength(1)
    expect(statSync(own[0]!).mode & 0o777).toBe(0o600)
    expect(readFileSync(own[0]!).equals(bytes)).toBe(true)
    file.close()
    expect(() => readlinkSync(own[0]!)).toThrow()
  })

  it('is read like memory, in any order', () => {
    const file = spooled()
    const [onDisk, held] = [file.read(), inMemory(bytes)]
    expect(onDisk.length).toBe(bytes.length)
    const place = fc.tuple(fc.integer({ min: -10, max: bytes.length + 10 }), fc.integer({ min: 0, max: 200_000 }))
    fc.assert(
      fc.property(place, ([offset, length]) => {
        expect(onDisk.read(offset, length).equals(held.read(offset, length))).toBe(true)
        const piece = onDisk.piece(offset, offset + length)
        expect(piece.equals(held.read(offset, piece.length))).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(Buffer.concat([...piecesOf(onDisk, 10, bytes.length)]).equals(bytes.subarray(10))).toBe(true)
    file.close()
  })

  it('is searched across the places where its blocks meet', () => {
    const file = spooled()
    const source = file.read()
    for (const at of [0, 65_534, 65_535, 65_536, 131_071, bytes.length - 4]) {
      expect(findIn(source, bytes.subarray(at, at + 4), Math.max(0, at - 70_000))).toBe(at)
    }
    expect(findIn(source, Buffer.from('nowhere to be found'), 0)).toBe(-1)
    file.close()
  })

  it('leaves a disk alone that is nearly full', () => {
    free = 1000
    const file = openSpoolFile(folder)
    expect(() => file.write(bytes)).toThrow(expect.objectContaining({ code: 'ENOSPC' }))
    file.close()
  })

  it('tells that there is no such folder', () => {
    expect(() => openSpoolFile(join(folder, 'none'))).toThrow(expect.objectContaining({ code: 'ENOENT' }))
  })
})
