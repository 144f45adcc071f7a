import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { listFiles } from '../../sources/layout/list-files.js'

/** After a change, so many milliseconds must pass before a file's times are sure to show another one; for clocks that count seconds. */
const fineTick = 50
const coarseTick = 2500

/**
 * Everything that changes when a file is written to or replaced; undefined for what is no file, or was changed so lately that a further
 * change might not show.
 */
export async function fileIdentity(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path, { bigint: true })
    const { dev, ino, size, mtimeNs, ctimeNs } = found
    if (!found.isFile() || ino === 0n) return undefined
    const tick = ctimeNs % 1_000_000_000n === 0n ? coarseTick : fineTick
    if (Date.now() - Number(ctimeNs / 1_000_000n) < tick) return undefined
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
  } catch {
    return undefined
  }
}

/** A folder of more files is read each time. */
const folderLimit = 50_000
/** Files that are asked about at the same time. */
const atOnce = 64

/** The same of a folder (a real path) and every file in it; undefined if that is so of one of them, or not all could be listed. */
export async function folderIdentity(path: string): Promise<string | undefined> {
  const { paths, dropped, refused } = await listFiles(path, folderLimit)
  if (dropped > 0 || refused.length > 0) return undefined
  const hash = createHash('sha256')
  for (let at = 0; at < paths.length; at += atOnce) {
    const names = paths.slice(at, at + atOnce)
    const identities = await Promise.all(names.map((name) => fileIdentity(join(path, name))))
    if (identities.includes(undefined)) return undefined
    hash.update(JSON.stringify([names, identities]))
  }
  return hash.digest('hex')
}
