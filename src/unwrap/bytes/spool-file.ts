import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync, statfsSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LimitReached } from '../meter.js'
import type { RandomAccess } from './random-access.js'

/** A temporary file that nobody else can open, and that is gone with the process, however it ends. */
export type SpoolFile = {
  /** Appends the bytes. Throws what the file system says; what was written before stays readable. */
  write(bytes: Uint8Array): void
  /** What was written so far. A read that fails is a `LimitReached`. */
  read(): RandomAccess
  close(): void
}

/** Free disk that is left to others, in bytes. */
const reserve = 256 * 2 ** 20
/** So much is written before the free disk is looked at again, in bytes. */
const lookStep = 32 * 2 ** 20

/**
 * Opens one in the folder for temporary files (`TMPDIR`), mode 0600, and takes its name away at once. Throws what the file system says,
 * `ENOSPC` also where the disk is nearly full.
 */
export function openSpoolFile(folder = tmpdir()): SpoolFile {
  const path = join(folder, `jetsam-${randomBytes(12).toString('hex')}`)
  const file = openSync(path, 'wx+', 0o600)
  try {
    unlinkSync(path)
  } catch (error) {
    closeSync(file)
    throw error
  }
  let length = 0
  let looked = Number.NEGATIVE_INFINITY
  return {
    write(bytes) {
      if (length - looked >= lookStep) {
        if (isNearlyFull(folder)) throw Object.assign(new Error('the disk is nearly full'), { code: 'ENOSPC' })
        looked = length
      }
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, length + at)
      length += bytes.length
    },
    read: () => inFile(file, length),
    close: () => closeSync(file),
  }
}

/** Where the system does not tell, writing will. */
function isNearlyFull(folder: string): boolean {
  try {
    const { bavail, bsize, blocks } = statfsSync(folder)
    return blocks > 0 && bavail * bsize < Math.min(reserve, (blocks * bsize) / 10)
  } catch {
    return false
  }
}

/** Blocks that are read at a time, and how many of them are kept; 16 MiB in all. */
const blockLength = 64 * 1024
const mostBlocks = 256

/** The first bytes of a file. Blocks that were read last are kept; one that is forgotten stays whole for whoever still looks at it. */
function inFile(file: number, length: number): RandomAccess {
  const blocks = new Map<number, Buffer>()

  function blockAt(offset: number): Buffer {
    const start = offset - (offset % blockLength)
    let block = blocks.get(start)
    if (block === undefined) {
      block = readAll(file, start, Math.min(blockLength, length - start))
      if (blocks.size >= mostBlocks) blocks.delete(blocks.keys().next().value!)
    } else blocks.delete(start)
    blocks.set(start, block)
    return block
  }

  const piece = (offset: number, end: number): Buffer => {
    if (offset < 0 || offset >= Math.min(end, length)) return nothing
    const from = offset % blockLength
    return blockAt(offset).subarray(from, from + end - offset)
  }
  return {
    length,
    piece,
    read(offset, wanted) {
      if (offset < 0 || offset >= length) return nothing
      const end = Math.min(length, offset + wanted)
      const first = piece(offset, end)
      return first.length === end - offset ? first : readAll(file, offset, end - offset)
    },
  }
}

const nothing = Buffer.alloc(0)

function readAll(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length)
  try {
    for (let at = 0; at < length; ) {
      const read = readSync(file, bytes, at, length - at, offset + at)
      if (read === 0) throw Object.assign(new Error('the file is too short'), { code: 'EOF' })
      at += read
    }
  } catch (error) {
    throw new LimitReached(`a temporary file could not be read (${(error as NodeJS.ErrnoException).code ?? 'failed'})`)
  }
  return bytes
}
