/** Kinds of bytes, as words are made of them. */
export const otherKind = 0
const digitKind = 1
export const lowerKind = 2
export const upperKind = 3

/** The kind of each byte; what is not ASCII counts as small letters. Not to be written to. */
export const wordKinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte)
  if (/[0-9]/.test(char)) return digitKind
  if (/[A-Z]/.test(char)) return upperKind
  return /[a-z\x80-\xff]/.test(char) ? lowerKind : otherKind
})
