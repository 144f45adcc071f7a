/** Kinds of bytes, from 0 for what is no token character. Token characters are those of base64 and base64url. */
export const other = 0
export const separator = 1
export const digit = 2
const lower = 3
const upper = 4

/** The kind of each byte. Not to be written to. */
export const tokenKinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte)
  if (/[0-9]/.test(char)) return digit
  if (/[a-z]/.test(char)) return lower
  if (/[A-Z]/.test(char)) return upper
  return /[_+/-]/.test(char) ? separator : other
})
