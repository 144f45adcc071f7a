import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isBelow } from './inside.js'

/** Folders within folders that are looked into: `blobs/sha256/HEX` needs two. */
const DEPTH_LIMIT = 4

export type Listing = {
  /** Paths below the folder, with `/`, of everything that is no folder; at most as many as were asked for. */
  paths: string[]
  /** Files beyond that number. */
  dropped: number
  /** Folders that were not looked into, and why; the words follow the path in a sentence. */
  refused: { path: string; reason: string }[]
}

/** Lists what is below a folder. A folder that is a link is looked into only if it is below, too. `root` must be a real path. */
export async function listFiles(root: string, limit: number): Promise<Listing> {
  const listing: Listing = { paths: [], dropped: 0, refused: [] }
  await list(root, '', 0, limit, listing)
  return listing
}

async function list(root: string, folder: string, depth: number, limit: number, listing: Listing): Promise<void> {
  if (depth > DEPTH_LIMIT) {
    listing.refused.push({ path: folder, reason: `is more than ${DEPTH_LIMIT} folders deep` })
    return
  }
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    listing.refused.push({ path: folder, reason: `cannot be read (${error.code})` })
    return []
  })
  for (const entry of entries.sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolderBelow(root, path)))) {
      await list(root, path, depth + 1, limit, listing)
    } else if (listing.paths.length < limit) listing.paths.push(path)
    else listing.dropped++
  }
}

async function isFolderBelow(root: string, path: string): Promise<boolean> {
  try {
    const real = await realpath(join(root, path))
    return isBelow(root, real) && (await stat(real)).isDirectory()
  } catch {
    return false
  }
}
