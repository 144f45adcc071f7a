import { realpath } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'

/** Whether a file that is to be written, whether it is there or not, is in a folder or below it, wherever symbolic links lead. Both paths are absolute. */
export async function isInside(path: string, folder: string): Promise<boolean> {
  const real = await realpath(folder)
  return `${await realTarget(path)}${sep}`.startsWith(real.endsWith(sep) ? real : `${real}${sep}`)
}

/** The real path of what is there, and the rest as it is written. */
async function realTarget(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(await realTarget(above), basename(path))
  }
}
