import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Where the cache is, unless the user says otherwise: in the folder that the system keeps for such things. */
export function defaultCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  os: string = process.platform,
  home: string = env.HOME || env.USERPROFILE || homedir(),
): string {
  if (os === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'jetsam', 'cache')
  if (os === 'darwin') return join(home, 'Library', 'Caches', 'jetsam')
  // A relative path is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
  const base = env.XDG_CACHE_HOME
  return join(base && isAbsolute(base) ? base : join(home, '.cache'), 'jetsam')
}
