import { estimateBits } from './strength.js'
import { wordiness } from './wordiness.js'

/** A value must look less like words than this, in bits; of 1,000 random values of 16 characters, five to ten do not. */
const wordyAbove = -4

/** And it must be this hard to guess. */
const fewestBits = 40

const counting = /0123456|1234567|2345678|3456789|abcdefg|bcdefgh|qwertyu|asdfghj|zxcvbnm|9876543|fedcba/i

/**
 * Whether a value was drawn at random by a program: no words, no count, no repetition, letters and digits mixed (or letters alone, where
 * there are many and they form no words).
 */
export function looksGenerated(value: string): boolean {
  if (value.length < 8 || !/[A-Za-z]/.test(value)) return false
  if (new Set(value).size < Math.min(8, value.length / 2) || counting.test(value)) return false
  if (estimateBits(value) < fewestBits) return false
  const bits = wordiness(value)
  if (!/\d/.test(value)) return value.length >= 16 && bits < -value.length
  return bits < wordyAbove
}
