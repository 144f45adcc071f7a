import { Failure } from '../problem.js'
import { defaultCacheFolder } from '../scan/cache/location.js'
import type { Io } from './io.js'

/** The folder of the layer cache that the flags and the environment name. Throws a `Failure` for an empty name. */
export function cacheFolderOf(cacheDir: string | undefined, env: Io['env']): string {
  if (cacheDir?.trim() === '') {
    throw new Failure({ code: 'usage', message: `--cache-dir '${cacheDir}': must name a folder` })
  }
  return cacheDir ?? defaultCacheFolder(env)
}
