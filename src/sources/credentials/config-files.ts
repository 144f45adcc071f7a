import { join } from 'node:path'
import { dockerConfigFolder } from '../engine/find/docker-config.js'
import type { Surroundings } from '../options.js'

/**
 * The files in which credentials of registries may stand, the first one first: `$REGISTRY_AUTH_FILE` alone, where it is set; else Docker's
 * `config.json`, and Podman's `auth.json` of this session and of this user
 * (https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md).
 */
export function credentialFiles({ env, home }: Pick<Surroundings, 'env' | 'home'>): string[] {
  if (env.REGISTRY_AUTH_FILE) return [env.REGISTRY_AUTH_FILE]
  const podman = ['containers', 'auth.json']
  return [
    join(dockerConfigFolder({ env, home }), 'config.json'),
    ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, ...podman)] : []),
    join(env.XDG_CONFIG_HOME || join(home, '.config'), ...podman),
  ]
}
