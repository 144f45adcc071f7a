/** The key under which the Docker CLI keeps Docker Hub's credentials. */
const HUB_KEY = 'https://index.docker.io/v1/'
const hubHosts = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'])

/** The key of a registry (`docker.io`, `ghcr.io`, `localhost:5000`) in Docker's configuration and for its helpers. */
export function configKey(registry: string): string {
  return hubHosts.has(registry) ? HUB_KEY : registry
}

/**
 * The entry of a table of Docker's configuration for a registry: by its key, else by a key of the same host, as older
 * clients wrote them (`https://ghcr.io/v1/`).
 */
export function entryFor<T>(table: Readonly<Record<string, T>>, registry: string): T | undefined {
  const key = configKey(registry)
  if (Object.hasOwn(table, key)) return table[key]
  const host = hostOfKey(key)
  for (const [other, entry] of Object.entries(table)) if (hostOfKey(other) === host) return entry
  return undefined
}

function hostOfKey(key: string): string {
  const host = key.replace(/^https?:\/\//, '').split('/', 1)[0] ?? ''
  return hubHosts.has(host) ? 'docker.io' : host
}
