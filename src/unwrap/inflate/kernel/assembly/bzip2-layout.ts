/** Where the decoder of bzip2 keeps things in memory. */

/** How often each byte occurs before a byte: 256 words. */
export const counts: usize = 0x1000
/** The bytes that the block uses, moved to the front as they are used. */
export const front: usize = 0x1400
/** Lengths of the codes of one table: 258 bytes. */
export const lengths: usize = 0x1500
/** Six tables, see `bzip2-codes.ts`. */
export const codes: usize = 0x2000
/** Which table is in use, for each fifty codes. */
export const selectors: usize = 0xa000
export const mostSelectors: u32 = 18_002
/** The table of the checksum. */
export const crcTable: usize = 0xf000
/** What came out. */
export const output: usize = 0x1_0000
export const outputLength: u32 = 0x1_0000
/** The block: a word for each byte. Behind it stands the input. */
export const words: usize = 0x2_0000
