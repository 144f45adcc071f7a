import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { type Ended, mustRun, type RunOptions, run } from './process.js'

/**
 * The Docker client that the tests drive: `JETSAM_TEST_DOCKER`, else Debian's own (a newer one that stands first on the PATH
 * may lack its build plug-in), else the one on the PATH.
 */
export const dockerClient =
  process.env.JETSAM_TEST_DOCKER ?? (existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker')

/** Runs the Docker client, which must succeed; gives its standard output. */
export function docker(args: string[], options?: RunOptions): Promise<string> {
  return mustRun(dockerClient, args, options)
}

/** Runs the Docker client, whatever its exit code. */
export function tryDocker(args: string[], options?: RunOptions): Promise<Ended> {
  return run(dockerClient, args, options)
}

/** The standard output of the Docker client as a stream, for `save` and `export`. */
export function dockerStream(args: string[]): Readable {
  return spawn(dockerClient, args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout
}
