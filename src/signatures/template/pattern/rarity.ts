import { timesPerMegabyte } from './key-times.js'

/**
 * How often a byte stands in the files of an image, roughly: text and code for the printable ones. Only the order of the results matters,
 * so that the rarest of several literals becomes the anchor.
 */
function frequencyOf(char: string): number {
  if (/[etaoinsrl]/.test(char)) return 0.045
  if (/[a-z]/.test(char)) return 0.015
  if (/[ 0-9_]/.test(char)) return 0.015
  if (/[A-Z.\-/=":;,()]/.test(char)) return 0.008
  return 0.003
}

/** Of the first bytes, which is what a prefilter looks up. */
const keyLength = 4

/**
 * An estimate of how often any of these strings begins at a given byte: the product, place by place, of the sets' summed frequencies; or,
 * where that is more, what was counted of the keys.
 */
export function frequencyOfKey(places: string[]): number {
  const sum = (chars: string): number => [...chars].reduce((total, char) => total + frequencyOf(char), 0)
  const head = places.slice(0, keyLength)
  const product = head.reduce((total, chars) => total * Math.min(sum(chars), 1), 1)
  return Math.max(product, countedOf(head) / 1e6)
}

/** How many times a megabyte any of the keys stands. */
function countedOf(head: string[]): number {
  const keys = head.reduce<string[]>(
    (begun, chars) => begun.flatMap((key) => [...chars].map((char) => key + char)),
    [''],
  )
  return keys.reduce((total, key) => total + timesPerMegabyte(key), 0)
}
