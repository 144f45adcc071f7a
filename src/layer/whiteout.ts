/** `whiteout`: hides `path`. `opaque`: hides all that lower layers have in the folder `path`. */
export type Whiteout = { kind: 'whiteout' | 'opaque'; path: string } | { kind: 'ignored' }

/**
 * What a marker file hides (https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts), or undefined if the path
 * is no marker. Only the base name's prefix counts. `.wh..wh.` other than the opaque marker is AUFS' own, and a marker without a
 * usable name would hide its own folder or the one above: both are ignored.
 */
export function whiteoutOf(path: string): Whiteout | undefined {
  const slash = path.lastIndexOf('/')
  if (!path.startsWith('.wh.', slash + 1)) return undefined
  const folder = path.slice(0, Math.max(slash, 0))
  const hidden = path.slice(slash + 1 + '.wh.'.length)
  if (hidden === '.wh..opq') return { kind: 'opaque', path: folder }
  if (hidden === '' || hidden === '.' || hidden === '..' || hidden.startsWith('.wh.')) return { kind: 'ignored' }
  return { kind: 'whiteout', path: folder === '' ? hidden : `${folder}/${hidden}` }
}
