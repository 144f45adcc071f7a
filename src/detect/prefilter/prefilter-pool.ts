import { kernelPrefilter } from './kernel/kernel-prefilter.js'
import type { KeyTables } from './key-tables.js'
import type { Kernel, Prefilter } from './prefilter.js'
import { scriptPrefilter } from './script-prefilter.js'
import type { WordTables } from './word-tables.js'

/**
 * Lends prefilters, one for each file that is being read. What is given back is lent again, so there are no more than
 * files that were ever open at once; one that never comes back is the garbage collector's.
 */
export type PrefilterPool = {
  take(): Prefilter
  give(prefilter: Prefilter): void
}

/** The pool for a set of keys and words. With `kernel` `javascript`, or where there is no WebAssembly, none uses it. */
export function prefilterPool(tables: KeyTables, words: WordTables, kernel: Kernel = 'webassembly'): PrefilterPool {
  const free: Prefilter[] = []
  const make = (): Prefilter =>
    (kernel === 'webassembly' ? kernelPrefilter(tables, words) : undefined) ?? scriptPrefilter(tables)
  return {
    take: () => free.pop() ?? make(),
    give: (prefilter) => free.push(prefilter),
  }
}
