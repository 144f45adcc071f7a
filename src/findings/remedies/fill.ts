/** The names of one place that a recipe's text may mention. They come from the image, so they are not to be trusted. */
export type PlaceNames = { key?: string; path?: string; services?: readonly string[] }

const longest = 80

/** The name of a variable that a place is about, `MY_SECRET` where it has none that could be put into a command. */
export function variableOf(names: PlaceNames): string {
  return variableName(names.key) ?? 'MY_SECRET'
}

/**
 * A recipe's text with the names of a place in it. A name goes in only if it is made of harmless characters, because people
 * copy these commands into a shell; else a stand-in such as `MY_SECRET` does.
 */
export function fillIn(text: string, names: PlaceNames): string {
  const variable = variableName(names.key)
  const path = safePath(names.path)
  const file = path?.split('/').at(-1) || 'FILE'
  const values: Record<string, string> = {
    NAME: variableOf(names),
    id: secretId((path && file) ?? variable ?? 'MY_SECRET'),
    path: path ?? '/run/secrets/FILE',
    file,
    SERVICE: serviceName(names.services?.[0]) ?? 'SERVICE',
  }
  return text.replace(/\{(NAME|id|path|file|SERVICE)\}/g, (_, name: string) => values[name] ?? name)
}

function variableName(key: string | undefined): string | undefined {
  return key && key.length <= longest && /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : undefined
}

/** As Compose demands it: what could be read as something else in YAML is left out. */
function serviceName(name: string | undefined): string | undefined {
  return name && name.length <= longest && /^[A-Za-z][A-Za-z0-9._-]*$/.test(name) ? name : undefined
}

/** An absolute path without anything that a shell or a mount option would take for its own. */
function safePath(path: string | undefined): string | undefined {
  if (!path || path.length > longest || !/^[A-Za-z0-9_./-]+$/.test(path) || path.endsWith('/')) return undefined
  if (path.split('/').some((part) => part === '..' || part.startsWith('-'))) return undefined
  return path.startsWith('/') ? path : `/${path}`
}

function secretId(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/^[^a-z0-9]+/, '')
      .replace(/[^a-z0-9_-]+/g, '_') || 'my_secret'
  )
}
