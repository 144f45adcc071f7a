import { lstat, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** A file that was looked for. `distrusted`: it is there, and is not taken because somebody else may have put it there. */
export type FoundFile = { path: string; distrusted?: string }

/**
 * Looks for a file in a folder and in all that enclose it; undefined if there is none. One that belongs to somebody else and lies where
 * everybody may put files (as in `/tmp`) is not taken: whoever put it there would decide what a scan says.
 */
export async function findUp(name: string, from: string): Promise<FoundFile | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, name)
    const [file, link, around] = await Promise.all([stat(path), lstat(path), stat(folder)]).catch(() => [])
    if (file?.isFile() && link && around) {
      const isStrange = around.mode & 0o002 && (isForeign(file.uid) || isForeign(link.uid))
      return isStrange ? { path, distrusted: 'it is not yours, and lies where everybody may put files' } : { path }
    }
    if (folder === dirname(folder)) return undefined
  }
}

/** Neither the user's own nor the administrator's. Windows tells no owners. */
function isForeign(uid: number): boolean {
  const own = process.getuid?.()
  return own !== undefined && uid !== own && uid !== 0
}
