import { homedir } from 'node:os'
import { hostPlatform } from '../../image/platform.js'
import type { SourceOptions, Surroundings } from '../options.js'

/** Fills in what of the outside world was not handed in. Nothing below this asks the process. */
export function surroundingsOf(options: SourceOptions): Surroundings {
  const { env } = options
  return {
    env,
    home: options.home ?? (env.HOME || env.USERPROFILE || homedir()),
    os: options.os ?? process.platform,
    cwd: options.cwd ?? process.cwd(),
    hostPlatform: options.hostPlatform ?? hostPlatform(),
  }
}
