import { isDocumentedKey } from './documented-keys.js'

/** Characters that repeat this often in a row, or count up this far, were typed by hand. */
const longestRepeat = 11
const longestCount = 7

/**
 * Whether a value is one of those that vendors print in their documentation: the word EXAMPLE in it, rows of `x`, one
 * character throughout, or a count such as `1234567890` or `abcdefgh`; or a key that is known to be published. What its
 * template says literally counts for nothing.
 */
export function isPublishedExample(value: string, template = ''): boolean {
  if (/example|x{6}|X{6}|\*{3}|\.{4}|your[_-]|placeholder/i.test(value)) return true
  let same = 1
  let up = 1
  for (let at = 1; at < value.length; at++) {
    const step = value.charCodeAt(at) - value.charCodeAt(at - 1)
    // Blanks repeat wherever a text is indented.
    same = step === 0 && value[at] !== ' ' ? same + 1 : 1
    up = step === 1 || (step === -9 && value[at] === '0') ? up + 1 : 1
    if (up > longestCount) return true
    if (same > longestRepeat && !template.includes(value.slice(at - longestRepeat, at + 1))) return true
  }
  return isDocumentedKey(value)
}
