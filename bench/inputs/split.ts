import type { Entry } from './image-archive.js'

/** Cuts a run of entries into `count` layers of about the same size, in order. The layers must be read one after the other. */
export function splitIntoLayers(
  entries: Iterator<Entry> | AsyncIterator<Entry>,
  count: number,
  bytes: number,
): AsyncIterable<Entry>[] {
  let taken = 0
  async function* layer(index: number): AsyncGenerator<Entry> {
    const isLast = index === count - 1
    while (isLast || taken < (bytes * (index + 1)) / count) {
      const next = await entries.next()
      if (next.done) return
      taken += next.value.header.size ?? 0
      yield next.value
    }
  }
  return Array.from({ length: count }, (_, index) => layer(index))
}
