import type { Readable } from 'node:stream'
import type { Platform } from '../image/platform.js'
import type { PullProgress } from './engine/pull/pull-progress.js'

/** When an engine is told to fetch an image from its registry: only if it has none, always, or never. */
export const pullPolicies = ['missing', 'always', 'never'] as const
export type PullPolicy = (typeof pullPolicies)[number]

/** The outside world that sources need, handed in so that nothing deep inside reads process globals. */
export type Surroundings = {
  env: Readonly<Record<string, string | undefined>>
  /** The user's home folder; Docker's own configuration is below it. */
  home: string
  /** As `process.platform`. */
  os: string
  /** Relative paths of archives are relative to it. */
  cwd: string
  /** Chosen from an image of several platforms if none was asked for. */
  hostPlatform: Platform
}

/** How registries are talked to without an engine. */
export type RegistryOptions = {
  /** `HOST` or `HOST:PORT` of registries that may speak plain HTTP, or have a certificate that nobody vouches for. */
  insecure?: readonly string[]
  /**
   * Asked before the registry itself for images whose names begin with `prefix` (`docker.io`, `ghcr.io/owner`); `location`: `HOST[:PORT][/PATH]`, which
   * stands there in the place of the prefix. `insecure`: may speak plain HTTP.
   */
  mirrors?: readonly { prefix: string; location: string; insecure: boolean }[]
  /** Files of certificate authorities (PEM) that are trusted beside the usual ones. */
  authorities?: readonly string[]
  /** Instead of what Docker's and Podman's configuration holds. */
  login?: { username: string; password: string }
}

export type SourceOptions = Pick<Surroundings, 'env'> &
  Partial<Surroundings> & {
    /** `--docker-host`, as Docker's `DOCKER_HOST` is written. */
    dockerHost?: string
    pull: PullPolicy
    /** `linux/arm64`, `linux/arm/v7`, `all`; unset: what an engine or archive puts first, else this machine's. */
    platform?: string
    registry?: RegistryOptions
    onProgress?: (progress: PullProgress) => void
    stdin: Readable
  }
