import { byteClass } from './byte-class.js'

/** The parts of a compiled template's expression: class, escape, group mark, count, plain byte. */
const parts =
  /\[(?:\\x[0-9a-f]{2}|\\.|[^\]\\])+\]|\\x[0-9a-f]{2}|\\[^A-Za-z0-9]|\(\?:|[|)]|\{\d+(?:,\d*)?\}\??|[A-Za-z0-9_ -\x2f:-@`~]/gs

/**
 * All bytes that a match may hold, as a table: 1 where it may. A text without enough of them needs no expression to be
 * told from a value. What no template compiles to (an expression that a user wrote) may hold every byte.
 */
export function valueAlphabet(regex: string): Uint8Array {
  const alphabet = new Uint8Array(256)
  let known = 0
  for (const [part] of regex.matchAll(parts)) {
    known += part.length
    if (/^(?:\(\?:|[|)]|\{\d)/.test(part)) continue
    if (/^[.*+?^$()]$/.test(part)) return alphabet.fill(1)
    byteClass(part).forEach((holds, byte) => {
      if (holds === 1) alphabet[byte] = 1
    })
  }
  return known === regex.length ? alphabet : alphabet.fill(1)
}
