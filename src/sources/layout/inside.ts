import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** What a path below a folder came to. `reason` follows the path in a sentence. */
export type Inside =
  | { kind: 'file'; file: FileHandle; size: number }
  | { kind: 'absent' }
  | { kind: 'refused'; reason: string }

/**
 * Opens a file below a folder for reading. A symbolic link is followed only as far as it stays in the folder; what is no plain file (a
 * pipe, a device) is refused without waiting for it. `root` must be a real path.
 */
export async function openInside(root: string, path: string): Promise<Inside> {
  try {
    const real = await realpath(join(root, path))
    if (!isBelow(root, real)) return { kind: 'refused', reason: 'is a link out of the folder, and is not followed' }
    const file = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const info = await file.stat()
    if (info.isFile()) return { kind: 'file', file, size: info.size }
    await file.close()
    return { kind: 'refused', reason: 'is no plain file' }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' }
    return { kind: 'refused', reason: `cannot be read (${code})` }
  }
}

/** Whether a real path is that of the folder or of something in it. */
export function isBelow(root: string, real: string): boolean {
  return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)
}
