/**
 * Texts are handled as byte strings: one character for each byte, so that parsers, detectors and masks all speak of byte
 * offsets. Text that is ASCII, which is nearly all, is the same either way.
 */

/** The byte string of a Unicode string: its UTF-8 bytes, one character each. */
export function toByteString(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1')
}

/** The Unicode string that a byte string stands for; bytes that are not UTF-8 become U+FFFD. */
export function fromByteString(bytes: string): string {
  return /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8')
}
