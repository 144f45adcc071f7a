import { hashOfWord, headLength } from './word-hash.js'

/** Bits of the hashes that are looked up: a bitmap is 16 KiB. */
const hashBits = 17

/** Size of a bitmap of words, in 32-bit words. */
export const wordBitmapWords = 1 << (hashBits - 5)

/** Of words shorter than a head, which are few and looked for often, in a bitmap of 4 KiB. */
const shortHashBits = 15
export const shortWordBitmapWords = 1 << (shortHashBits - 5)

/** A word has two places, since chance would have one too often. */
const secondHash = 0x9e3779b1

/** The words before runs, for a quick look whether any of them may stand somewhere. */
export type WordTables = {
  /** Bitmap of the hashes of all words' first five bytes, and of those of what short words may begin. */
  heads: Int32Array
  /** Bitmap of the hashes of whole words that are as long as a head, or longer. */
  wholes: Int32Array
  /** The same of shorter ones. */
  shorts: Int32Array
  /** Length of the longest word, in bytes. */
  longest: number
  /** How far before a run a word may begin. */
  before: number
}

/** `heads`: the words, and what short ones are written into, so that each has five bytes. */
export function wordTables(words: Iterable<string>, heads: Iterable<string>, before: number): WordTables {
  const tables: WordTables = {
    heads: new Int32Array(wordBitmapWords),
    wholes: new Int32Array(wordBitmapWords),
    shorts: new Int32Array(shortWordBitmapWords),
    longest: 0,
    before,
  }
  for (const head of heads) setBit(tables.heads, hashOfWord(head.slice(0, headLength)), hashBits)
  for (const word of words) {
    if (word.length < headLength) setBit(tables.shorts, hashOfWord(word), shortHashBits)
    else {
      setBit(tables.wholes, hashOfWord(word), hashBits)
      setBit(tables.wholes, Math.imul(hashOfWord(word), secondHash), hashBits)
    }
    tables.longest = Math.max(tables.longest, word.length)
  }
  return tables
}

/** The kernel repeats this place. */
function setBit(bitmap: Int32Array, hash: number, bits: number): void {
  const place = (hash ^ (hash >>> bits)) & ((1 << bits) - 1)
  bitmap[place >>> 5]! |= 1 << (place & 31)
}
