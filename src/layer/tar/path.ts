/** Components of a path that is kept at all: Linux knows no path beyond 4096 bytes, so none has more. */
const maxComponents = 4096

/**
 * A stored path (byte string) as a path below the root: no leading `/` or `./`, no empty components, no trailing slash;
 * `..` takes a component away, and at the root nothing (`escapes` then is true), as a chroot would do.
 */
export function normalizeTarPath(stored: string): { path: string; escapes: boolean } {
  if (isPlain(stored)) return { path: stored, escapes: false }
  const parts: string[] = []
  let escapes = false
  for (const part of stored.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') {
      if (parts.length < maxComponents) parts.push(part)
    } else if (parts.pop() === undefined) escapes = true
  }
  return { path: parts.join('/'), escapes }
}

/** Nearly all paths need no work: no component is empty or starts with a dot. Says no to some that are normal, never yes to one that is not. */
function isPlain(path: string): boolean {
  if (path.length === 0 || path.length > 4096) return false
  let start = true
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i)
    if (start && (code === 0x2f || code === 0x2e)) return false
    start = code === 0x2f
  }
  return !start
}
