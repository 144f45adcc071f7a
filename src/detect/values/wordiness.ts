import { followFrequency } from '../prefilter/byte-pairs.js'

const letters = 26
const firstLetter = 0x61

/**
 * For each pair of letters, how many bits it speaks for words: how much more often it stands in the files of images than among letters
 * drawn at random.
 */
const bitsOfPair = Float64Array.from({ length: letters * letters }, (_, pair) => {
  const first = firstLetter + Math.floor(pair / letters)
  let sum = 0
  for (let second = firstLetter; second < firstLetter + letters; second++) sum += followFrequency(first, second)
  return Math.log2((letters * followFrequency(first, firstLetter + (pair % letters))) / sum)
})

/**
 * The same for letter and digit side by side, two letters or two digits, and a capital behind a small letter: by their shares among the
 * names in code, and among characters drawn from letters of both cases and digits.
 */
const bitsOfChange = Math.log2(0.05 / 0.27)
const bitsOfStay = Math.log2(0.95 / 0.73)
const bitsOfCapital = Math.log2(0.1 / 0.25)

/** More is not looked at. */
const longestJudged = 256

/**
 * How much a text looks like words and names rather than like characters drawn at random, in bits: above 0 for nearly all names, paths and
 * phrases of eight characters and more, below for random text, by 1 to 1.5 bits a character. A measure of pairs, as bare entropy cannot
 * tell a long name from a key. Letter case counts only where it changes.
 */
export function wordiness(text: string): number {
  let bits = 0
  let before = 0
  let kindBefore = other
  const length = Math.min(text.length, longestJudged)
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    const kind = kindOf(code)
    const letter = (code | 0x20) - firstLetter
    if (kind !== other && kindBefore !== other) {
      if ((kind === digit) !== (kindBefore === digit)) bits += bitsOfChange
      else bits += bitsOfStay
      if (kind === upper && kindBefore === lower) bits += bitsOfCapital
      else if (kind !== digit && kindBefore !== digit) bits += bitsOfPair[before * letters + letter]!
    }
    before = letter
    kindBefore = kind
  }
  return bits
}

const other = 0
const lower = 1
const upper = 2
const digit = 3

function kindOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return lower
  if (code >= 0x41 && code <= 0x5a) return upper
  return code >= 0x30 && code <= 0x39 ? digit : other
}
