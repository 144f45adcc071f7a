/** Start value and factor of the 32-bit FNV-1a hash. Source: RFC 9923, section 2. */
const hashStart = 0x811c9dc5 | 0
const hashFactor = 0x01000193

/** After so many bytes of a text's word it is looked up whether any word starts like this. */
export const headLength = 5

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
  const wordOf = new Map([...words].map((word) => [hashOf(word), word]))
  const size = Math.min(2 ** 16, Math.max(2 ** 8, 2 ** Math.ceil(Math.log2(16 * wordOf.size + 1))))
  const index = { wordOf, heads: new Uint8Array(size), wholes: new Uint8Array(size), mask: size - 1, longest: 0 }
  for (const [hash, word] of wordOf) {
    const heads = word.length < headLength ? suffixes.map((suffix) => word + suffix) : [word]
    for (const head of heads) index.heads[placeOf(hashOf(head.slice(0, headLength)), index)] = 1
    index.wholes[placeOf(hash, index)] = 1
    index.longest = Math.max(index.longest, word.length)
  }
  return index
}

/** Whether this text may be written onto a word. */
export function isSuffix(text: string): boolean {
  return knownSuffixes.has(text)
}

export const emptyHash = hashStart

/** The hash of a text that goes on with this byte. */
export function extendHash(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, hashFactor)
}

/** Place of a hash in `heads` and `wholes`. */
export function placeOf(hash: number, { mask }: Pick<WordIndex, 'mask'>): number {
  return (hash ^ (hash >>> 15)) & mask
}

function hashOf(word: string): number {
  let hash = emptyHash
  for (let at = 0; at < word.length; at++) hash = extendHash(hash, word.charCodeAt(at))
  return hash
}
