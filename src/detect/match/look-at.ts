import type { ScannedText } from './scanned-text.js'
import { hasRoom, keep, type Search, workLimit } from './search.js'

/** Calls the search's look, if there is one, at a mark; keeps what it finds. */
export function lookAt(text: ScannedText, at: number, search: Search): void {
  if (search.look === undefined) return
  if (!hasRoom(search, 'looked')) return
  if (search.lookedWork > workLimit(text.base + at)) {
    search.dropped++
    return
  }
  const looked = search.look(text, at)
  if (looked === undefined) return
  search.lookedWork += looked.work
  for (const found of looked.candidates) {
    keep(search, 'looked', { ...found, start: found.start + text.base, end: found.end + text.base })
  }
}
