/** What a reference asks for: one kind of source by its scheme, or, without one, what its form says. */
export type SourceReference =
  /** `isNamed`: by the scheme, else by the path's form. */
  | { kind: 'archive'; path: string; isNamed: boolean }
  | { kind: 'stdin' }
  | { kind: 'image'; name: string; isNamed: boolean }
  | { kind: 'unsupported'; scheme: string }

/** Schemes that are known but cannot be read yet. */
const unsupported = ['registry', 'podman', 'oci-dir']

/**
 * Reads a reference by its scheme (`docker:`, `docker-archive:`, `oci-archive:`, …); without one it is a path only if it starts
 * with `./`, `../` or `/` or ends like an archive, `-` is standard input, and everything else is an image's name. What files
 * there are never decides.
 */
export function parseSourceReference(reference: string): SourceReference {
  if (reference === '-') return { kind: 'stdin' }
  const colon = reference.indexOf(':')
  const scheme = colon < 0 ? '' : reference.slice(0, colon)
  const rest = reference.slice(colon + 1)
  if (scheme === 'docker') return { kind: 'image', name: rest, isNamed: true }
  if (scheme === 'docker-archive' || scheme === 'oci-archive') {
    return rest === '-' ? { kind: 'stdin' } : { kind: 'archive', path: rest, isNamed: true }
  }
  if (unsupported.includes(scheme)) return { kind: 'unsupported', scheme }
  if (/^\.{0,2}\//.test(reference) || /\.(?:tar|tar\.gz|tgz|tar\.zst)$/.test(reference)) {
    return { kind: 'archive', path: reference, isNamed: false }
  }
  return { kind: 'image', name: reference, isNamed: false }
}
