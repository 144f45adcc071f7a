import { join } from 'node:path'
import { parseHostAddress } from './host-address.js'
import { socketFound } from './socket-file.js'
import type { EndpointStrategy } from './strategy.js'

/** `CONTAINER_HOST` (https://docs.podman.io/en/latest/markdown/podman.1.html). */
const variableStrategy: EndpointStrategy = {
  name: 'CONTAINER_HOST',
  find: async ({ env }) => {
    const text = env.CONTAINER_HOST
    if (!text) return { kind: 'not-applicable' }
    const parsed = parseHostAddress(text, undefined)
    if (parsed.kind === 'bad') return { kind: 'failed', reason: parsed.reason, named: true }
    return { kind: 'found', endpoint: parsed.endpoint, named: true }
  },
}

/** The service of the user, and that of the machine (https://docs.podman.io/en/latest/markdown/podman-system-service.1.html). */
const userStrategy = socketStrategy('socket of the user', ({ env }) =>
  env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, 'podman', 'podman.sock') : undefined,
)
const machineStrategy = socketStrategy('socket of the machine', ({ os }) =>
  os === 'win32' ? undefined : '/run/podman/podman.sock',
)
/** Podman Desktop's virtual machine on macOS. */
const desktopStrategy = socketStrategy('Podman machine', ({ home, os }) =>
  os === 'darwin' ? join(home, '.local/share/containers/podman/machine/podman.sock') : undefined,
)

/** The ways to find Podman's service, which speaks Docker's language, in order. */
export const podmanStrategies: readonly EndpointStrategy[] = [
  variableStrategy,
  userStrategy,
  machineStrategy,
  desktopStrategy,
]

function socketStrategy(
  name: string,
  pathOf: (options: Parameters<EndpointStrategy['find']>[0]) => string | undefined,
): EndpointStrategy {
  return {
    name,
    find: async (options) => {
      const path = pathOf(options)
      return (path !== undefined && (await socketFound(path))) || { kind: 'not-applicable' }
    },
  }
}
