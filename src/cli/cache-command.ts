import { join } from 'node:path'
import { Failure } from '../problem.js'
import { bytesText, countText } from '../report/amounts.js'
import { entriesName } from '../scan/cache/folder.js'
import { cacheLimit, listEntries, prune, sizeOf } from '../scan/cache/prune.js'
import { cacheFolderOf } from './cache-folder.js'
import type { Io } from './io.js'
import { write } from './output/stream.js'

/** The flags of `jetsam cache` as commander hands them over. */
export type RawCacheFlags = { cacheDir?: string; olderThan?: string; all?: boolean }

/** What is pruned unless the user says otherwise: entries that were not used for so many days. */
const defaultDays = 30
const day = 86_400_000

/** `jetsam cache info`: where the cache is and what it weighs. */
export async function cacheInfo(io: Io, { cacheDir }: RawCacheFlags): Promise<number> {
  const folder = cacheFolderOf(cacheDir, io.env)
  const files = await listEntries(join(folder, entriesName))
  const layers = files.filter(({ name }) => name.endsWith('.layer'))
  const images = files.filter(({ name }) => name.endsWith('.source'))
  const rows = [
    ['folder', folder],
    ['layers', `${layers.length} (${bytesText(sizeOf(layers))})`],
    ['images and archives', `${images.length} (${bytesText(sizeOf(images))})`],
    ['limit', bytesText(cacheLimit)],
  ]
  await write(io.stdout, rows.map(([name, value]) => `${name!.padEnd(22)}${value}\n`).join(''))
  return 0
}

/** `jetsam cache prune`: removes what was not used for long, or everything. */
export async function cachePrune(io: Io, { cacheDir, olderThan, all }: RawCacheFlags): Promise<number> {
  const folder = cacheFolderOf(cacheDir, io.env)
  if (all && olderThan !== undefined) {
    throw new Failure({ code: 'usage', message: '--all and --older-than exclude each other' })
  }
  const unusedFor = all ? 0 : readDays(olderThan) * day
  const { files, bytes } = await prune(join(folder, entriesName), { unusedFor })
  await write(io.stdout, `removed ${countText(files, 'file')} (${bytesText(bytes)})\n`)
  return 0
}

function readDays(text: string | undefined): number {
  if (text === undefined) return defaultDays
  if (!/^\d{1,5}$/.test(text)) throw wrong('--older-than', text, 'must be a whole number of days')
  return Number(text)
}

function wrong(flag: string, given: string, rule: string): Failure {
  return new Failure({ code: 'usage', message: `${flag} '${given}': ${rule}` })
}
