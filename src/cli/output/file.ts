import { randomBytes } from 'node:crypto'
import { lstat, open, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { Failure } from '../../problem.js'

/**
 * Writes a report into a file whole or not at all: into a new file beside it, which then takes its name. A target that is no regular
 * file (`/dev/null`, a named pipe) is written to, never replaced; a symbolic link keeps its place. With `ownerOnly` (the report holds
 * secrets) nobody else may read the file. Throws a `Failure` with the code `output-failed`.
 */
export async function writeReportFile(path: string, text: string, ownerOnly: boolean): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path)
    const stats = await lstat(target).catch(() => undefined)
    if (stats && !stats.isFile()) await writeFile(target, text)
    else await replaceFile(target, text, ownerOnly ? 0o600 : stats && stats.mode & 0o777)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Failure({
      code: 'output-failed',
      message: `the report could not be written to ${path}: ${reason}`,
      hint: 'choose another --output, or make room and scan again',
    })
  }
}

async function replaceFile(target: string, text: string, mode: number | undefined): Promise<void> {
  const fresh = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(fresh, 'wx', mode ?? 0o666)
    try {
      if (mode !== undefined) await handle.chmod(mode)
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(fresh, target)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}
