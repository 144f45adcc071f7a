import type { RandomAccess } from '../bytes/random-access.js'
import { createGapCounter } from '../gap-counter.js'
import { handOut, type Inside } from '../inside.js'
import { largestObject } from './delta.js'
import { type BlobPlace, type GitCommit, placeBlobs, readCommit, readTree } from './history.js'
import { type GitType, mostObjects, type PackEntry, readPackEntries } from './pack-entries.js'
import { createPackObjects, gitIdOf, type PackObjects } from './pack-objects.js'

/** How much of an id is told; git takes as little. */
export const toldId = 12

/**
 * Reads a pack file: every blob, whatever branch it is of, or of none any more, with its path and the oldest commit that
 * has it; and the texts of commits and tags.
 */
export function readPack(source: RandomAccess, out: Inside): void {
  const gaps = createGapCounter('objects of the pack')
  const { entries, isWhole, more } = readPackEntries(source, out.meter)
  if (!isWhole)
    out.gap({ kind: 'unopened', reason: `the pack is malformed behind its ${entries.length} first objects` })
  if (more > 0)
    out.gap({ kind: 'limit', reason: `${more} objects of the pack behind the first ${mostObjects} are not looked at` })
  const ids = new Map<string, number>()
  const baseOf = ({ base }: PackEntry) => (typeof base === 'string' ? ids.get(base) : base)
  const objects = createPackObjects(source, entries, baseOf, out.meter)
  const idOf = identify(entries, objects, ids, out)
  const commits = [...idOf].flatMap(([index, id]): GitCommit[] => {
    const content = objects.typeOf(index) === 'commit' ? objects.contentOf(index) : undefined
    const commit = content && readCommit(id, content)
    return commit ? [commit] : []
  })
  const places = placeBlobs(commits, (id) => {
    const index = ids.get(id)
    const content = index !== undefined && objects.typeOf(index) === 'tree' ? objects.contentOf(index) : undefined
    return content && readTree(content)
  })
  for (const [index] of entries.entries()) {
    const type = objects.typeOf(index)
    const content = type === 'tree' ? undefined : objects.contentOf(index)
    const id = idOf.get(index)
    if (objects.isTooLarge(index)) gaps.add('limit', `of more than ${largestObject} bytes`)
    else if (type === undefined || id === undefined)
      gaps.add('unopened', 'that are told as a change of one that is not there')
    else if (content) handOut(out, nameOf(type, id, places.get(id)), content)
    else if (type !== 'tree') gaps.add('unopened', 'malformed')
  }
  gaps.tell(out)
}

/** Gives every object its id. Deltas against an id wait until that is known. */
function identify(
  entries: readonly PackEntry[],
  objects: PackObjects,
  ids: Map<string, number>,
  out: Inside,
): Map<number, string> {
  const idOf = new Map<number, string>()
  let waiting = entries.map((_, index) => index)
  for (let before = Number.POSITIVE_INFINITY; waiting.length > 0 && waiting.length < before; ) {
    before = waiting.length
    waiting = waiting.filter((index) => {
      const type = objects.typeOf(index)
      const content = type && objects.contentOf(index)
      if (!content) return true
      out.meter.addWork(content.length)
      const id = gitIdOf(type, content)
      ids.set(id, index)
      idOf.set(index, id)
      return false
    })
  }
  return idOf
}

function nameOf(type: GitType, id: string, place: BlobPlace | undefined): { step: string; path: string } {
  if (place === undefined) return { step: `git:${type} ${id.slice(0, toldId)}`, path: '' }
  return { step: `git:${place.commit.slice(0, toldId)}:${place.path}`, path: place.path }
}
