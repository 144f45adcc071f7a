import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DEFAULT_PIPE, DEFAULT_SOCKET } from './host-address.js'
import type { Attempt, EndpointStrategy } from './strategy.js'

/** Where rootless Docker listens (https://docs.docker.com/engine/security/rootless/). */
export const rootlessStrategy: EndpointStrategy = {
  name: 'rootless socket',
  find: async ({ env }) => {
    if (!env.XDG_RUNTIME_DIR) return { kind: 'not-applicable' }
    const path = join(env.XDG_RUNTIME_DIR, 'docker.sock')
    return (await isThere(path)) ? found('unix', path) : { kind: 'not-applicable' }
  },
}

/** The engine of the machine: a socket, or a named pipe on Windows. */
export const defaultStrategy: EndpointStrategy = {
  name: 'default socket',
  find: async ({ os }) => {
    if (os === 'win32') return found('npipe', DEFAULT_PIPE)
    if (await isThere(DEFAULT_SOCKET)) return found('unix', DEFAULT_SOCKET)
    return { kind: 'failed', reason: `there is no ${DEFAULT_SOCKET}`, named: false }
  },
}

/** Docker Desktop's own socket (https://docs.docker.com/desktop/setup/install/mac-permission-requirements/). */
export const desktopStrategy: EndpointStrategy = {
  name: 'Docker Desktop socket',
  find: async ({ home }) => {
    const path = join(home, '.docker', 'run', 'docker.sock')
    return (await isThere(path)) ? found('unix', path) : { kind: 'not-applicable' }
  },
}

function found(scheme: string, path: string): Attempt {
  return {
    kind: 'found',
    endpoint: { address: `${scheme}://${path}`, connection: { kind: 'socket', path } },
    named: false,
  }
}

/** A socket that may be there, as an attempt; undefined if it is not. */
export async function socketFound(path: string): Promise<Attempt | undefined> {
  return (await isThere(path)) ? found('unix', path) : undefined
}

/** A file that we may not even look at counts as there: connecting tells why it cannot be used. */
async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return code !== 'ENOENT' && code !== 'ENOTDIR'
  }
}
