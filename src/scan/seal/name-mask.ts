import type { Detector } from '../../detect/detector.js'
import { fromByteString } from '../../findings/byte-string.js'
import { maskText } from '../../findings/mask.js'

/** Names repeat a lot; so many masked ones are remembered. */
const remembered = 10_000

/** Masks what looks like a secret inside a name. */
export type NameMask = (name: string) => string

/**
 * Makes a function that masks what looks like a secret inside a name: a path, a key, a tag. Such strings come from the image, too.
 * The result is a Unicode string.
 */
export function createNameMask(detector: Detector): NameMask {
  const known = new Map<string, string>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const candidates = detector.inText(name)
    const masked = candidates.length === 0 ? fromByteString(name) : maskText(name, candidates)
    if (known.size >= remembered) known.clear()
    known.set(name, masked)
    return masked
  }
}
