import { byteClass } from './byte-class.js'
import { regexParts } from './regex-parts.js'

/**
 * All bytes that a match may hold, as a table: 1 where it may. A text without enough of them needs no expression to be
 * told from a value. What no template compiles to (an expression that a user wrote) may hold every byte.
 */
export function valueAlphabet(regex: string): Uint8Array {
  const alphabet = new Uint8Array(256)
  const parts = regexParts(regex)
  if (parts === undefined) return alphabet.fill(1)
  for (const part of parts) {
    if (/^(?:\(\?:|[|)]|\{\d)/.test(part)) continue
    byteClass(part).forEach((holds, byte) => {
      if (holds === 1) alphabet[byte] = 1
    })
  }
  return alphabet
}
