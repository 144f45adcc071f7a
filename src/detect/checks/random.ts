import { wordiness } from '../values/wordiness.js'
import { bitsOfText } from './bits-of-text.js'
import type { Check } from './check.js'

/**
 * From so many bits on, a value is text. Fewer than one in a thousand random values are, from eight characters on; but of names of 14 and
 * more characters, 95 of 100.
 */
const enoughForText = 5

/** `coturn_access_key`: a name, however its letters follow each other. */
const nameOfWords = /^[a-z]{2,20}(?:_[a-z]{2,20}){1,6}$/

/**
 * Whether a value looks drawn at random. Entropy alone cannot tell: a long path has more than a short key. What tells is whether it reads
 * like words and names: how letters follow each other, and where capitals stand. `alphabet`: how many characters each place could have had;
 * without it, those of the kinds that are there.
 */
export function looksRandom(value: string, alphabet = alphabetOf(value)): boolean {
  if (nameOfWords.test(value) || (/^[a-z]{6,12}$/.test(value) && wordiness(value) > 0)) return false
  if (new Set(value).size < Math.min(value.length / 3, 8)) return false
  // Hexadecimal digits make no words.
  if (!/[g-z]/i.test(value)) return true
  return bitsOfText(value, alphabet) < enoughForText
}

function alphabetOf(value: string): number {
  let size = 0
  if (/[a-z]/.test(value)) size += 26
  if (/[A-Z]/.test(value)) size += 26
  if (/\d/.test(value)) size += 10
  return size + new Set(value.replace(/[A-Za-z0-9]/g, '')).size
}

/** `random:12`: rejects what is made of words behind the first so many bytes, which are the vendor's own. */
export const checkRandom: Check = ({ value, argument }) => ({
  verdict: looksRandom(value.slice(Number(argument))) ? 'neutral' : 'rejected',
})
