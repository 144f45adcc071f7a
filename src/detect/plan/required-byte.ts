import { byteFrequency } from '../prefilter/byte-pairs.js'
import { regexParts } from './regex-parts.js'

/** A byte that is rarer than this, as a share of all bytes, is worth looking for. */
const rare = 0.004

/** An escaped or plain byte. */
const single = /^(?:\\[^x]|[^[({|)])$/s

/**
 * The rarest byte that every match of the expression holds, if one is rare: a text without it needs no expression to be
 * told from a value. Judged by what stands outside of groups and has no count; undefined also for an expression that no
 * template compiles to.
 */
export function requiredByte(regex: string): number | undefined {
  const parts = regexParts(regex) ?? []
  let depth = 0
  let best: number | undefined
  let lowest = rare
  for (const [index, part] of parts.entries()) {
    if (part === '(?:') depth++
    else if (part === ')') depth--
    else if (part === '|' && depth === 0) return undefined
    if (depth > 0 || !single.test(part) || parts[index + 1]?.startsWith('{')) continue
    const byte = part.charCodeAt(part.length - 1)
    if (byteFrequency(byte) >= lowest) continue
    best = byte
    lowest = byteFrequency(byte)
  }
  return best
}
