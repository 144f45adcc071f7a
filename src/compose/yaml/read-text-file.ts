import { readFile, stat } from 'node:fs/promises'
import type { TextFile } from './text-file.js'

/** A larger file is no Compose file and no env file. In bytes. */
export const maxFileBytes = 1024 * 1024

/** Why a file was not read. */
export type Unread = { isMissing: boolean; reason: string }

/** Reads a whole file. What is no regular file, or too large, is not read. `shown`: its path as a report shows it. */
export async function readTextFile(path: string, shown: string): Promise<TextFile | Unread> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return { isMissing: false, reason: `${shown} is not a file` }
    if (found.size > maxFileBytes) return { isMissing: false, reason: `${shown} is larger than ${maxFileBytes} bytes` }
    const text = (await readFile(path)).toString('latin1')
    return { path: shown, text: text.startsWith('\xef\xbb\xbf') ? `   ${text.slice(3)}` : text }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR'
    return {
      isMissing,
      reason: isMissing ? `there is no file ${shown}` : `${shown} cannot be read (${code ?? 'error'})`,
    }
  }
}
