import { hashOfWord, headLength } from '../prefilter/word-hash.js'
import { type WordTables, wordTables } from '../prefilter/word-tables.js'

/** Longest name that a word may be a part of, in bytes. */
export const longestName = 64

/** What is written straight onto a vendor's name: `datadogapikey`. */
const suffixes = 'key token secret auth access pass password pat'.split(' ').flatMap((word) => [word, `api${word}`])

export const longestSuffix = Math.max(...suffixes.map((suffix) => suffix.length))

const knownSuffixes = new Set(suffixes)

/** Words as hashes, so that a text can be searched for them without making strings of it. */
export type WordIndex = {
  /** The word (as `wordKey` writes it) of a hash; its bytes are still to be compared. */
  wordOf: ReadonlyMap<number, string>
  /**
   * Holds the places of the hashes of all words' first five bytes; of shorter words, of what they begin with when
   * something is written onto them.
   */
  heads: Uint8Array
  /** The same for whole words: most texts need no other look. */
  wholes: Uint8Array
  /** One less than the size of `heads` and `wholes`, a power of two. */
  mask: number
  longest: number
}

/** The index of words as `wordKey` writes them. */
export function indexWords(words: Iterable<string>): WordIndex {
  const wordOf = new Map([...words].map((word) => [hashOfWord(word), word]))
  const size = Math.min(2 ** 16, Math.max(2 ** 8, 2 ** Math.ceil(Math.log2(16 * wordOf.size + 1))))
  const index = { wordOf, heads: new Uint8Array(size), wholes: new Uint8Array(size), mask: size - 1, longest: 0 }
  for (const [hash, word] of wordOf) {
    for (const head of headsOf(word)) index.heads[placeOf(hashOfWord(head.slice(0, headLength)), index)] = 1
    index.wholes[placeOf(hash, index)] = 1
    index.longest = Math.max(index.longest, word.length)
  }
  return index
}

/** Whether this text may be written onto a word. */
export function isSuffix(text: string): boolean {
  return knownSuffixes.has(text)
}

/** Place of a hash in `heads` and `wholes`. */
export function placeOf(hash: number, { mask }: Pick<WordIndex, 'mask'>): number {
  return (hash ^ (hash >>> 15)) & mask
}

/** The same words for the prefilter. `before`: how far before a run a word may begin, in bytes. */
export function tablesOf({ wordOf }: WordIndex, before: number): WordTables {
  const words = [...wordOf.values()]
  return wordTables(words, words.flatMap(headsOf), before)
}

/** The word; or, if it is short, the forms in which it has five letters. */
function headsOf(word: string): string[] {
  return word.length < headLength ? suffixes.map((suffix) => word + suffix) : [word]
}
