/** What a commit says: its tree's id, and when it was committed, in seconds since 1970. */
export type GitCommit = { id: string; tree: string; time: number }

/** Reads a commit (gitformat-loose); undefined if it names no tree. */
export function readCommit(id: string, content: Buffer): GitCommit | undefined {
  const head = content.toString('latin1', 0, 4096)
  const tree = /^tree ([0-9a-f]{40})\n/.exec(head)?.[1]
  const time = Number(/\ncommitter [^\n]*> (\d{1,12}) [-+]\d{4}\n/.exec(head)?.[1] ?? 0)
  return tree === undefined ? undefined : { id, tree, time }
}

/** One entry of a tree. `id` in hex. `name`: a byte string. */
export type TreeEntry = { name: string; id: string; isTree: boolean }

/** Reads a tree: `MODE NAME`, a zero, and an id of 20 bytes, again and again. */
export function readTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at)
    const end = content.indexOf(0, space + 1)
    if (space === -1 || end === -1 || end + 21 > content.length) break
    const isTree = content.toString('latin1', at, space).replace(/^0/, '') === '40000'
    const name = content.toString('latin1', space + 1, end)
    entries.push({ name, id: content.toString('hex', end + 1, end + 21), isTree })
    at = end + 21
  }
  return entries
}

/** Where a blob was first seen: its path in the tree of the oldest commit that has it. */
export type BlobPlace = { path: string; commit: string }

const deepestTree = 256

/**
 * Gives each blob its place. Commits are walked from the oldest; a tree that was seen is not walked again, so the work grows with the number
 * of trees and not with that of commits.
 */
export function placeBlobs(
  commits: readonly GitCommit[],
  treeOf: (id: string) => TreeEntry[] | undefined,
): Map<string, BlobPlace> {
  const places = new Map<string, BlobPlace>()
  const seen = new Set<string>()
  const walk = (id: string, folder: string, commit: string, depth: number): void => {
    if (seen.has(id) || depth > deepestTree) return
    seen.add(id)
    for (const entry of treeOf(id) ?? []) {
      const path = `${folder}${entry.name}`
      if (entry.isTree) walk(entry.id, `${path}/`, commit, depth + 1)
      else if (!places.has(entry.id)) places.set(entry.id, { path, commit })
    }
  }
  for (const { id, tree } of [...commits].sort((a, b) => a.time - b.time)) walk(tree, '', id, 0)
  return places
}
