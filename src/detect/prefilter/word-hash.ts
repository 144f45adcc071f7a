/** Start value and factor of the 32-bit FNV-1a hash. Source: RFC 9923, section 2. */
const hashStart = 0x811c9dc5 | 0
const hashFactor = 0x01000193

/** After so many bytes of a text's word it is looked up whether any word starts like this. */
export const headLength = 5

export const emptyHash = hashStart

/** The hash of a text that goes on with this byte. The kernel repeats this expression. */
export function extendHash(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, hashFactor)
}

/** The hash of a word's bytes. */
export function hashOfWord(word: string): number {
  let hash = emptyHash
  for (let at = 0; at < word.length; at++) hash = extendHash(hash, word.charCodeAt(at))
  return hash
}
