import { onePlatform, type PlatformChoice } from '../../../image/platform.js'
import type { Query } from './client.js'

/** Versions of the engine's API from which a request takes the platform, as JSON (https://docs.docker.com/reference/api/engine/version-history/). */
const since = { export: [1, 48], history: [1, 48], inspect: [1, 49] } as const

/** The query that asks an engine for one platform of an image; empty for all of them, and where its API does not know that. */
export function platformQuery(
  request: keyof typeof since,
  apiVersion: string,
  platform: PlatformChoice | undefined,
): Query {
  const one = onePlatform(platform)
  return one && isAtLeast(apiVersion, since[request]) ? { platform: one } : {}
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [given = 0, givenMinor = 0] = version.split('.').map(Number)
  return given > major || (given === major && givenMinor >= minor)
}
