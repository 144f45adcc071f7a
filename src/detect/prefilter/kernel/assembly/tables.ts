/**
 * Where things stand in memory. JavaScript writes the tables before the first search; `key-tables.ts` tells what the
 * bitmaps and the slots hold.
 */

/** The kinds of the 256 bytes, as in `token-kinds.ts`. */
export const kinds: usize = 0x400

/** The kinds of the 256 bytes, as in `word-kinds.ts`. */
export const wordKinds: usize = 0x500

/** Room for the list of one piece's blocks, of 128 words. */
export const lookList: usize = 0x800

/** Bitmaps of the hashes of words and of their heads, of 2^17 bits, as `word-tables.ts` tells. */
export const wordHeads: usize = 0x4000
export const wordWholes: usize = 0x8000

/** The same of short words, of 2^15 bits. */
export const shortWords: usize = 0x2000

/** A bitmap of the hashes of three bytes, of 2^19 bits. */
export const trigrams: usize = 0x1_0000

/** A bitmap of the hashes of keys, of 2^19 bits. */
export const keys: usize = 0x2_0000

/** Room for the starts of one call's long runs: of 64 KiB, with a byte between them. */
export const longRuns: usize = 0x3_0000

/** From here on the caller divides the memory: slots of keys, pairs to report, text. */
export const free: usize = 0x3_2000
