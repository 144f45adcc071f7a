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

/** Words that stand everywhere in code and configuration: any four letters of them are far more common than each letter says. */
const commonWords =
  'https:// http:// www. .com .net .org password passwd secret_ token access_ client public private_key server service user name live test prod_ production development account api_ api- key_ key- hook sandbox object string'

const commonFactor = 300

/** Of the first bytes, which is what a prefilter looks up. */
const keyLength = 4

/** An estimate of how often any of these strings begins at a given byte: the product, place by place, of the sets' summed frequencies. */
export function frequencyOfKey(places: string[]): number {
  const sum = (chars: string): number => [...chars].reduce((total, char) => total + frequencyOf(char), 0)
  const head = places.slice(0, keyLength)
  const product = head.reduce((total, chars) => total * Math.min(sum(chars), 1), 1)
  const fixed = head.map((chars) => (chars.length === 1 ? chars.toLowerCase() : '\0')).join('')
  return commonWords.includes(fixed) ? product * commonFactor : product
}
