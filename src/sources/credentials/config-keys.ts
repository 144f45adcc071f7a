/** The key under which the Docker CLI keeps Docker Hub's credentials. */
const HUB_KEY = 'https://index.docker.io/v1/'
const hubHosts = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'])

/** The key of a registry (`docker.io`, `ghcr.io`, `localhost:5000`) in Docker's configuration and for its helpers. */
export function configKey(registry: string): string {
  return hubHosts.has(registry) ? HUB_KEY : registry
}

/**
 * The entry of a table of Docker's or Podman's configuration for a registry: one for the repository or a part of its path, as Podman
 * knows them (https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md), else by the registry's key, else by a key of
 * the same host, as older clients wrote them (`https://ghcr.io/v1/`).
 */
export function entryFor<T>(table: Readonly<Record<string, T>>, registry: string, repository = ''): T | undefined {
  for (let path = repository; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    const key = `${registry}/${path}`
    if (Object.hasOwn(table, key)) return table[key]
  }
  const key = configKey(registry)
  if (Object.hasOwn(table, key)) return table[key]
  const host = hostOfKey(key)
  for (const [other, entry] of Object.entries(table)) if (hostOfKey(other) === host) return entry
  return undefined
}

/** Undefined for a key that is about a part of a registry. */
function hostOfKey(key: string): string | undefined {
  const host = /^(?:https?:\/\/)?([^/]*)(?:\/(?:v[12]\/?)?)?$/.exec(key)?.[1]
  return host !== undefined && hubHosts.has(host) ? 'docker.io' : host
}
