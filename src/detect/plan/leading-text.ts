import { regexParts } from './regex-parts.js'

/** An escaped or plain byte, as in `regexParts`. */
const single = /^(?:\\[^x]|[^[({|)])$/s

/**
 * The bytes that every match of the expression starts with; none for one that starts with a class or a choice, and for an expression that no
 * template compiles to.
 */
export function leadingText(regex: string): Uint8Array {
  const parts = regexParts(regex) ?? []
  const bytes: number[] = []
  let depth = 0
  for (const part of parts) {
    if (part === '(?:') depth++
    else if (part === ')') depth--
    else if (part === '|' && depth === 0) return new Uint8Array()
  }
  for (const [index, part] of parts.entries()) {
    if (!single.test(part) || parts[index + 1]?.startsWith('{')) break
    bytes.push(part.charCodeAt(part.length - 1))
  }
  return Uint8Array.from(bytes)
}
