/**
 * Where the decoder of LZMA keeps things in memory (the LZMA specification of the LZMA SDK, `lzma-specification.txt`, tells what they are).
 * Probabilities are of 16 bits each; what stands here are addresses.
 */
const model: usize = 0x1000

export const isMatch: usize = model
export const isRep: usize = isMatch + 2 * 192
export const isRepG0: usize = isRep + 2 * 12
export const isRepG1: usize = isRepG0 + 2 * 12
export const isRepG2: usize = isRepG1 + 2 * 12
export const isRep0Long: usize = isRepG2 + 2 * 12
export const slots: usize = isRep0Long + 2 * 192
export const special: usize = slots + 2 * 256
export const align: usize = special + 2 * 116
/** Two choices, then lengths that are short, middling and long. */
export const matchLength: usize = align + 2 * 16
export const repLength: usize = matchLength + 2 * 514
const literals: usize = repLength + 2 * 514

export { literals }

/** Sizes of the parts of what decodes lengths. */
export const shortLengths: usize = 2 * 2
export const middleLengths: usize = shortLengths + 2 * 128
export const longLengths: usize = middleLengths + 2 * 128

/** The tables of CRC64, 16 KiB. */
export const crcTables: usize = 0xa000

/** Room for the compressed bytes, of 64 KiB and some to read too far. */
export const input: usize = 0x1_0000

/** From here on stands what came out. */
export const dictionary: usize = 0x2_1000

const even: u16 = 1024

/** Makes all probabilities even. `literalBits`: of the position and of the byte before, together, on which literals hang; at most 4. */
export function resetModel(literalBits: u32): void {
  const end = literals + (usize(2 * 0x300) << literalBits)
  for (let at = model; at < end; at += 2) store<u16>(at, even)
}
