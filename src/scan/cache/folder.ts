import { randomBytes } from 'node:crypto'
import { lstat, mkdir, open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A folder that is safe to keep a cache in, with the key that everything in it is sealed with. */
export type CacheFolder = { path: string; entries: string; key: Buffer }

/** Why a folder cannot be used, in words that follow `the layer cache is not used: `. */
export type Unusable = { reason: string }

const keyLength = 32
const keyName = 'key'
export const entriesName = 'entries'

/** Opens a cache folder, making it if need be. One that somebody else can write to is refused: whoever writes it could blind a scan. */
export async function openCacheFolder(path: string): Promise<CacheFolder | Unusable> {
  const entries = join(path, entriesName)
  try {
    await mkdir(entries, { recursive: true, mode: 0o700 })
    for (const folder of [path, entries]) {
      const risk = riskOf(await stat(folder), 0o022)
      if (risk !== undefined) return { reason: `the folder ${folder} ${risk}` }
    }
    const file = join(path, keyName)
    const key = (await readKey(file)) ?? (await makeKey(file))
    if (key === undefined) return { reason: `the key in ${path} is not whole` }
    const risk = riskOf(await lstat(file), 0o077)
    return risk === undefined ? { path, entries, key } : { reason: `the file ${file} ${risk}` }
  } catch (error) {
    return { reason: `${path}: ${(error as NodeJS.ErrnoException).code ?? 'failed'}` }
  }
}

/** What is wrong about an owner or mode; nothing where the system knows no such things. */
function riskOf({ uid, mode }: { uid: number; mode: number }, forbidden: number): string | undefined {
  if (process.getuid === undefined) return undefined
  if (uid !== process.getuid()) return 'belongs to another user'
  if ((mode & 0o170000) === 0o120000) return 'is a symbolic link'
  return mode & forbidden ? `is open to others (mode ${(mode & 0o777).toString(8)})` : undefined
}

/** Another process may be writing it at this moment. */
async function readKey(file: string): Promise<Buffer | undefined> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      const key = await readFile(file)
      if (key.length === keyLength) return key
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
    await sleep(10)
  }
  return undefined
}

async function makeKey(file: string): Promise<Buffer | undefined> {
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      const key = randomBytes(keyLength)
      await handle.writeFile(key)
      return key
    } finally {
      await handle.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readKey(file)
  }
}
