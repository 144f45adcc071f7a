/** Start value and factor of the 32-bit FNV-1a hash. Source: RFC 9923, section 2. */
const hashStart = 0x811c9dc5 | 0
const hashFactor = 0x01000193

/** After so many bytes of a word it is looked up whether any word starts like this. */
export const headLength = 3

const headBits = 15

/** Words as hashes, so that a text can be searched for them without making strings of it. */
export type WordIndex = {
  /** The word (as `wordKey` writes it) of a hash; its bytes are still to be compared. */
  wordOf: ReadonlyMap<number, string>
  /** A bitmap of the hashes of all words' first three bytes; of shorter words, of all their bytes. */
  heads: Uint8Array
  /** A bitmap of the hashes of whole words: most texts need no other look. */
  wholes: Uint8Array
  longest: number
}

/** The index of words as `wordKey` writes them. */
export function indexWords(words: Iterable<string>): WordIndex {
  const wordOf = new Map<number, string>()
  const heads = new Uint8Array(1 << headBits)
  const wholes = new Uint8Array(1 << headBits)
  let longest = 0
  for (const word of words) {
    let hash = emptyHash
    for (let at = 0; at < word.length; at++) {
      hash = extendHash(hash, word.charCodeAt(at))
      if (at + 1 === Math.min(headLength, word.length)) heads[headOf(hash)] = 1
    }
    wordOf.set(hash, word)
    wholes[headOf(hash)] = 1
    longest = Math.max(longest, word.length)
  }
  return { wordOf, heads, wholes, longest }
}

export const emptyHash = hashStart

/** The hash of a text that goes on with this byte. */
export function extendHash(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, hashFactor)
}

/** Place of a hash in `heads` and `wholes`. */
export function headOf(hash: number): number {
  return (hash ^ (hash >>> headBits)) & ((1 << headBits) - 1)
}
