const cache = 'pkg/mod/cache/download/'
const version = /^(.+)\/@v\/(v[0-9][^/]*)\.ziphash$/s

/**
 * The folder into which Go unpacked the module whose checksum has this path, and the module's name
 * (https://go.dev/ref/mod#module-cache); undefined for any other path.
 */
export function goModuleFolder(path: string): { folder: string; name: string } | undefined {
  const at = path.startsWith(cache) ? 0 : path.indexOf(`/${cache}`) + 1
  if (at === 0 && !path.startsWith(cache)) return undefined
  const found = version.exec(path.slice(at + cache.length))
  if (!found) return undefined
  const name = `${found[1]}@${found[2]}`
  return { folder: `${path.slice(0, at)}pkg/mod/${name}`, name }
}
