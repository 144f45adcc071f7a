import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryEnding } from './entry-file.js'

/** What all entries together may weigh, in bytes; the ones that were not used for longest go. */
export const cacheLimit = 2 * 1024 ** 3
/** A cache that is full is emptied a little further, so that it is not full again at once. */
const keptOfLimit = 0.8
/** After so many milliseconds nobody is writing a temporary file any more. */
const abandonedAfter = 3_600_000

export type CacheFile = { name: string; size: number; usedMs: number }

/** The entries of a cache and what was left behind beside them. Empty if there is no such folder. */
export async function listEntries(entries: string): Promise<CacheFile[]> {
  const names = await readdir(entries).catch(() => [])
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(entries, name)).catch(() => undefined)
      return found?.isFile() ? [{ name, size: found.size, usedMs: found.mtimeMs }] : []
    }),
  )
  return files.flat()
}

/** Which entries go: `unusedFor` in milliseconds; without it, what is too much for `limit`. */
export type PruneOptions = { unusedFor?: number; limit?: number; now?: number }

/** Removes entries, and says how many and how much. Another process may be doing the same. */
export async function prune(entries: string, options: PruneOptions = {}): Promise<{ files: number; bytes: number }> {
  const { unusedFor, limit = cacheLimit, now = Date.now() } = options
  const files = await listEntries(entries)
  const isOld = ({ name, usedMs }: CacheFile) =>
    now - usedMs >= (unusedFor ?? (name.endsWith(temporaryEnding) ? abandonedAfter : Number.POSITIVE_INFINITY))
  const going = files.filter(isOld)
  const kept = files.filter((file) => !isOld(file)).sort((a, b) => a.usedMs - b.usedMs)
  let bytes = sizeOf(kept)
  if (bytes > limit) {
    for (let i = 0; i < kept.length && bytes > limit * keptOfLimit; i++) {
      going.push(kept[i]!)
      bytes -= kept[i]!.size
    }
  }
  const gone = await Promise.all(
    going.map(async (file) => {
      const failed = await rm(join(entries, file.name), { force: true }).catch(() => true)
      return failed ? [] : [file]
    }),
  )
  return { files: gone.flat().length, bytes: sizeOf(gone.flat()) }
}

/** So long, in milliseconds, nobody looks again whether the cache is too large: that costs a look at every entry. */
const pruneStep = 600_000

/** Prunes a cache that just grew, unless somebody did so a moment ago. `stamp`: a file whose time says when that was. */
export async function pruneSometimes(entries: string, stamp: string, limit = cacheLimit): Promise<void> {
  const last = await stat(stamp).catch(() => undefined)
  if (last && Math.abs(Date.now() - last.mtimeMs) < pruneStep) return
  await writeFile(stamp, '', { mode: 0o600 })
  await prune(entries, { limit })
}

export function sizeOf(files: readonly CacheFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0)
}
