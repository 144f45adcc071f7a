import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRecord } from '../../is-record.js'
import type { Surroundings } from '../../options.js'

/** Folder of the Docker CLI's configuration: `$DOCKER_CONFIG`, else `~/.docker` (https://docs.docker.com/reference/cli/docker/#configuration-files). */
export function dockerConfigFolder({ env, home }: Pick<Surroundings, 'env' | 'home'>): string {
  return env.DOCKER_CONFIG || join(home, '.docker')
}

/**
 * The Docker CLI's `config.json`, parsed but not trusted. No file is an empty configuration; one that is no JSON object is
 * told as `unreadable`, one line.
 */
export async function readDockerConfig(
  surroundings: Pick<Surroundings, 'env' | 'home'>,
): Promise<{ config: Record<string, unknown>; path: string; unreadable?: string }> {
  return readConfigFile(join(dockerConfigFolder(surroundings), 'config.json'))
}

/** The same for a file of that form at any path, such as Podman's `auth.json`. */
export async function readConfigFile(
  path: string,
): Promise<{ config: Record<string, unknown>; path: string; unreadable?: string }> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return { config: {}, path }
    return { config: {}, path, unreadable: `${path} cannot be read (${code})` }
  }
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return { config: value, path }
  } catch {
    // told below: the parser's own message may quote the file, which holds credentials
  }
  return { config: {}, path, unreadable: `${path} is not a JSON object` }
}
